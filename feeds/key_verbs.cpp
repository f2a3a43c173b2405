#include "feeds/key_verbs.h"

#include <fcntl.h>
#include <unistd.h>

#include <iostream>
#include <system_error>

#include "base/file.h"
#include "base/log.h"
#include "base/signature.h"
#include "registry/database.h"
#include "registry/ping.h"
#include "registry/recorded_verb.h"
#include "registry/source.h"

namespace lawhub {
namespace {

/// Nobody else may read it, not even for a moment, and no key is written over.
void write_private_file(const std::string& path, const std::string& text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) throw std::system_error(errno, std::generic_category(), path);
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  const int error = errno;
  ::close(file);
  if (!written) throw std::system_error(error, std::generic_category(), path);
}

Exit keygen(const Arguments& arguments) {
  if (arguments.words.size() != 1) throw UsageError("请给出私钥文件名");
  const KeyPair pair = make_key_pair();
  write_private_file(arguments.words[0], pair.private_key);
  std::cout << "<key id=\"" << iso_date(china_time(system_clock().now()).date) << "\" public=\"" << pair.public_key
            << "\"/>\n";
  spdlog::info("私钥在 {},只留在发布单位;上面一行交给枢纽,写进来源文件", arguments.words[0]);
  return Exit::done;
}

Exit sign_files(const Arguments& arguments) {
  if (arguments.words.empty() || !arguments.has("key")) throw UsageError("请给出文件和 --key 私钥文件");
  const std::string key = read_file(arguments.get("key"));
  for (const auto& file : arguments.words)
    write_file_atomically(file + ".sig", to_base64(sign(read_file(file), key)) + "\n");
  return Exit::done;
}

std::vector<SourceKey> keys_for(const Arguments& arguments) {
  if (arguments.has("public")) return {{"public", arguments.get("public"), {}, {}, 0}};
  if (!arguments.has("source")) throw UsageError("请给出 --public 公钥,或 --source 来源");
  Database db(arguments.config.registry_db(), Database::Access::read);
  const auto source = Sources(db).find(arguments.get("source"));
  if (!source) throw UsageError("没有来源 " + arguments.get("source"));
  return source->keys;
}

Exit verify_files(const Arguments& arguments) {
  if (arguments.words.empty()) throw UsageError("请给出文件");
  const auto keys = keys_for(arguments);
  bool good = true;
  for (const auto& file : arguments.words) {
    const auto fault = signature_fault(keys, read_file(file), read_file(file + ".sig"), system_clock().now());
    std::cout << file << ": " << fault.value_or("签名有效") << "\n";
    good = good && !fault;
  }
  return good ? Exit::done : Exit::negative;
}

Exit revoke_key(const Arguments& arguments) {
  if (arguments.words.size() != 2) throw UsageError("请给出来源和密钥编号");
  Database db(arguments.config.registry_db(), Database::Access::write);
  if (!Sources(db).revoke(arguments.words[0], arguments.words[1], system_clock().now())) {
    std::cout << "没有这个密钥,或已经吊销\n";
    return Exit::negative;
  }
  std::cout << "已吊销,立即生效\n";
  return Exit::done;
}

Exit make_ping_secret(const Arguments& arguments) {
  if (arguments.words.size() != 1) throw UsageError("请给出来源");
  Database db(arguments.config.registry_db(), Database::Access::write);
  std::cout << Pings(db, system_clock()).new_secret(arguments.words[0]) << "\n";
  return Exit::done;
}

}  // namespace

std::vector<Verb> key_verbs() {
  return {
      {"keygen", "FILE  生成签名密钥:私钥写入 FILE,输出登记公钥用的一行", {}, keygen},
      {"sign", "FILE… --key KEY  为每个文件写 FILE.sig", {"key"}, sign_files},
      {"verify", "FILE… --public KEY | --source ID  核对 FILE.sig", {"public", "source"}, verify_files},
      {"revoke", "SOURCE KEY  吊销来源的一个密钥,立即生效", {}, recorded_verb("revoke-key", revoke_key)},
      {"ping-secret", "SOURCE  为来源生成新的通知密码,旧的作废", {}, recorded_verb("ping-secret", make_ping_secret)}};
}

}  // namespace lawhub
