# pinyin_table(NAME): compiles the readings of every Han character into library NAME, made at build time from the
# Unihan database of Debian's package unicode-data by pinyin.awk. Symbols: kPinyinTable, kPinyinTableEnd.
function(pinyin_table name)
  find_file(UNIHAN_READINGS Unihan_Readings.txt.bz2 PATHS /usr/share/unicode NO_DEFAULT_PATH REQUIRED)
  find_program(BZCAT bzcat REQUIRED)
  find_program(AWK awk REQUIRED)
  set(script ${PROJECT_SOURCE_DIR}/cmake/pinyin.awk)
  set(table ${CMAKE_BINARY_DIR}/generated/${name}/pinyin.txt)
  add_custom_command(OUTPUT ${table} DEPENDS ${UNIHAN_READINGS} ${script} VERBATIM
                     COMMAND ${BZCAT} ${UNIHAN_READINGS} | ${AWK} -f ${script} > ${table})
  set(blob ${CMAKE_BINARY_DIR}/generated/${name}/pinyin.S)
  file(CONFIGURE OUTPUT ${blob} @ONLY CONTENT
".section .rodata
.global kPinyinTable, kPinyinTableEnd
kPinyinTable:
.incbin \"${table}\"
kPinyinTableEnd:
.byte 0
.section .note.GNU-stack,\"\",%progbits
")
  set_property(SOURCE ${blob} PROPERTY OBJECT_DEPENDS ${table})
  target_sources(${name} PRIVATE ${blob})
endfunction()
