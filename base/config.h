// The one configuration file of a hub: lines `key = value`, `#` begins a remark.
#pragma once
#include <filesystem>
#include <string>

namespace lawhub {

/// Every default is here; every field is a key of the file of the same name. An unknown key or a bad value is an
/// error that names the file and its line.
struct Config {
  std::filesystem::path data = "data";    ///< folder of registry.db, operators.db, pages.db, index/, inbox/
  std::string listen = "127.0.0.1";       ///< address the server binds to
  int port = 8080;                        ///< its port; 0 lets the system choose
  std::string public_url;                 ///< how the world reaches the hub; empty: http://listen:port
  std::string hub_name = "法律服务枢纽";  ///< shown on every page
  std::string division = "370000";        ///< whose institutions it is about; its feeds say so
  std::string email;                      ///< of those who run it, for harvesters; empty: admin@ its domain
  std::string sponsor;                    ///< 主办单位, in the footer
  std::string icp;                        ///< 鲁ICP备…号, in the footer
  std::string police_record;              ///< 鲁公网安备 37…号, in the footer
  std::string site_code;                  ///< 政府网站标识码, ten characters, in the footer and the meta tags
  std::string notice;                     ///< one sentence under every page's head, e.g. that this is a sample
  std::string trusted_proxy;       ///< networks, by commas, of the proxies whose word on the client's address counts
  int workers = 2;                 ///< threads that answer requests
  int crawl_jobs = 200;            ///< sources crawled at the same time; each mostly waits for its pauses
  std::string log_level = "info";  ///< trace, debug, info, warn, error

  std::filesystem::path registry_db() const { return data / "registry.db"; }
  std::filesystem::path operators_db() const { return data / "operators.db"; }
  std::filesystem::path pages_db() const { return data / "pages.db"; }
  std::filesystem::path reports() const { return data / "reports"; }
  std::filesystem::path demand() const { return data / "demand"; }
  std::filesystem::path population() const { return data / "population.tsv"; }  ///< the province's own; need not be
  std::filesystem::path inbox() const { return data / "inbox"; }
  std::filesystem::path index() const { return data / "index"; }
};

/// Reads `file`. Throws std::runtime_error "FILE:LINE: …".
Config load_config(const std::filesystem::path& file);

}  // namespace lawhub
