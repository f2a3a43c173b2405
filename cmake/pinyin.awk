# Unihan_Readings.txt to "4E50 le yue": the toneless readings of each character in use, the commonest (kMandarin) first,
# all of kTGHZ2013 where it has the character; ü as v, then as u.
BEGIN {
  FS = "\t"
  plain["ā"] = plain["á"] = plain["ǎ"] = plain["à"] = "a"
  plain["ē"] = plain["é"] = plain["ě"] = plain["è"] = plain["ê"] = plain["ế"] = plain["ề"] = "e"
  plain["ī"] = plain["í"] = plain["ǐ"] = plain["ì"] = "i"
  plain["ō"] = plain["ó"] = plain["ǒ"] = plain["ò"] = "o"
  plain["ū"] = plain["ú"] = plain["ǔ"] = plain["ù"] = "u"
  plain["ü"] = plain["ǖ"] = plain["ǘ"] = plain["ǚ"] = plain["ǜ"] = "v"
  plain["ń"] = plain["ň"] = plain["ǹ"] = "n"
  plain["ḿ"] = "m"
}
function toneless(text,   accented) {
  for (accented in plain) gsub(accented, plain[accented], text)
  gsub(/[^a-z]/, "", text)
  return text
}
function add(code, reading,   other) {
  if (reading == "" || index(readings[code] " ", " " reading " ")) return
  readings[code] = readings[code] " " reading
  other = reading
  if (gsub(/v/, "u", other)) add(code, other)
}
$2 == "kMandarin" {
  split($3, parts, " ")
  common[$1] = toneless(parts[1])
}
$2 == "kTGHZ2013" {
  n = split($3, parts, " ")
  for (i = 1; i <= n; i++) {
    sub(/^[^:]*:/, "", parts[i])
    m = split(parts[i], some, ",")
    for (j = 1; j <= m; j++) listed[$1] = listed[$1] " " toneless(some[j])
  }
}
END {
  for (code in common) if (!(code in listed) || index(listed[code] " ", " " common[code] " ")) add(code, common[code])
  for (code in listed) {
    n = split(listed[code], parts, " ")
    for (i = 1; i <= n; i++) add(code, parts[i])
  }
  for (code in readings) print substr(code, 3) readings[code]
}
