// The hub behind the shipped nginx configuration (cmake/deploy/nginx.conf), without its TLS.
#include <catch2/catch.hpp>
#include <fstream>

#include "base/file.h"
#include "base/text.h"
#include "generated/test_paths.h"
#include "registry/audit.h"
#include "tests/support/process.h"
#include "tests/support/raw_client.h"
#include "tests/support/served_hub.h"

namespace lawhub {
namespace {

struct Front {
  Front() : served("127.0.0.1"), port(free_ports(3)) {
    served.publish(source_named("sfj-370403", "薛城区司法局"),
                   {listing("1", InstitutionType::notary_office, "山东省枣庄市薛城公证处")});
    const std::string folder = served.folder.path().string() + "/nginx";
    std::filesystem::create_directory(folder);
    std::ofstream(folder + "/nginx.conf")
        << "user root;\ndaemon off;\npid " << folder << "/pid;\nerror_log " << folder
        << "/error.log;\nevents {}\nhttp {\nclient_body_temp_path " << folder << "/body;\nproxy_temp_path " << folder
        << "/proxy;\nfastcgi_temp_path " << folder << "/f;\nuwsgi_temp_path " << folder << "/u;\nscgi_temp_path "
        << folder << "/s;\n"
        << shipped(folder) << "}\n";
    nginx = std::make_unique<Process>(
        std::vector<std::string>{"/usr/sbin/nginx", "-p", folder, "-c", folder + "/nginx.conf"}, folder + "/log");
    REQUIRE(wait_until([&] { return nginx->running() && answers(); }, 10));
  }
  /// The file of the package with this test's ports and folders.
  std::string shipped(const std::string& folder) const {
    std::string text = read_file(SOURCE_DIR "/cmake/deploy/nginx.conf");
    const auto at = [](int number) { return "127.0.0.1:" + std::to_string(number); };
    const std::pair<std::string, std::string> changes[] = {
        {"listen [::]:80 default_server;", ""},
        {"listen [::]:80;", ""},
        {"listen [::]:443 ssl http2;", ""},
        {"listen 80 default_server;", "listen " + at(port) + " default_server;"},
        {"listen 80;", "listen " + at(port + 2) + ";"},
        {"listen 443 ssl http2;", "listen " + at(port) + ";"},
        {"127.0.0.1:8080", at(served.port)},
        {"/var/log/nginx", folder}};
    for (const auto& [from, to] : changes) {
      REQUIRE(text.find(from) != std::string::npos);
      text = replace_all(text, from, to);
    }
    std::string out;
    for (const auto line : split(text, '\n')) {
      if (line.find("ssl_") == std::string_view::npos) out.append(line).append("\n");
    }
    return out;
  }
  bool answers() {
    try {
      return status_of(ask("GET /healthz HTTP/1.1\r\nHost: hub.example.cn\r\nConnection: close\r\n\r\n")) == 200;
    } catch (const std::runtime_error&) {
      return false;
    }
  }
  /// All that comes back.
  std::string ask(const std::string& bytes) const {
    RawClient client(port);
    client.send(bytes);
    return client.rest();
  }
  ServedHub served;
  int port;
  std::unique_ptr<Process> nginx;
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t out = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++out;
  return out;
}

const std::string kHost = "Host: hub.example.cn\r\n";

}  // namespace

TEST_CASE("behind nginx, what two readers could read differently is answered once and refused") {
  const Front front;
  const std::string get = "GET /healthz HTTP/1.1\r\n" + kHost, post = "POST /api/v1/validate HTTP/1.1\r\n" + kHost;
  const std::string inner = "GET /metrics HTTP/1.1\r\n" + kHost + "\r\n";
  struct {
    const char* name;
    std::string bytes;
  } cases[] = {
      {"both lengths", post + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner},
      {"two lengths", post + "Content-Length: 4\r\nContent-Length: 40\r\n\r\nabcd" + inner},
      {"unknown coding", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
      {"no length", post + "Connection: close\r\n\r\n"},
      {"body of a GET", get + "Content-Length: 4\r\nConnection: close\r\n\r\nabcd"},
      {"compressed body", post + "Content-Encoding: gzip\r\nContent-Length: 4\r\nConnection: close\r\n\r\nabcd"},
      {"no Host", "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n"},
      {"two Hosts", get + "Host: other.example\r\nConnection: close\r\n\r\n"},
      {"line break in a value", get + "Origin: a%0d%0aSet-Cookie: x\r\nConnection: close\r\n\r\n"},
      {"NUL in the path", "GET /static/a%00.js HTTP/1.1\r\n" + kHost + "Connection: close\r\n\r\n"},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    const auto reply = front.ask(c.bytes);
    const int status = status_of(reply);
    CHECK((status == 0 || (status >= 400 && status < 600 && status != 500)));
    CHECK(count(reply, "HTTP/1.1 ") <= 1);
    CHECK(reply.find("lawhub_requests") == std::string::npos);  // what was hidden in a body was not answered
  }
}

TEST_CASE("behind nginx, what is too much or no HTTP of ours is refused at once") {
  const Front front;
  const std::string get = "GET /healthz HTTP/1.1\r\n" + kHost;
  struct {
    const char* name;
    std::string bytes;
  } cases[] = {
      {"long address", "GET /" + std::string(6000, 'a') + " HTTP/1.1\r\n" + kHost + "\r\n"},
      {"endless headers", get + "X: " + std::string(60'000, 'a') + "\r\n\r\n"},
      {"large body", "POST /admin/sign-in HTTP/1.1\r\n" + kHost + "Content-Length: 70000\r\nConnection: close\r\n\r\n"},
      {"another method", "DELETE / HTTP/1.1\r\n" + kHost + "Connection: close\r\n\r\n"},
      {"another version", "GET / HTTP/3.0\r\n" + kHost + "\r\n"},
  };
  for (const auto& c : cases) {
    INFO(c.name);
    RawClient client(front.port);
    client.send(c.bytes);
    const int status = status_of(client.response());
    CHECK((status == 0 || (status >= 400 && status < 600 && status != 500)));
  }
}

TEST_CASE("behind nginx, chunks become one body, ranges one answer, and names of our own are not believed") {
  const Front front;
  const auto chunked =
      front.ask("POST /api/v1/validate HTTP/1.1\r\n" + kHost +
                "Content-Type: application/xml\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
                "3\r\n<a/\r\n1\r\n>\r\n0\r\n\r\n");
  CHECK(status_of(chunked) == 200);
  const auto ranges = front.ask("GET /static/style.css HTTP/1.1\r\n" + kHost +
                                "Range: bytes=0-1,0-1,0-1,0-1,0-1,0-1\r\nConnection: close\r\n\r\n");
  CHECK(status_of(ranges) == 200);
  const auto named =
      front.ask("GET /healthz HTTP/1.1\r\n" + kHost + "REMOTE_ADDR: 1.2.3.4\r\nConnection: close\r\n\r\n");
  CHECK(status_of(named) == 200);
}

TEST_CASE("behind nginx, the address that counts is the client's, whatever it claims") {
  Front front;
  front.served.add_account("li");
  const std::string form = "name=li&password=wrong";
  front.ask("POST /admin/sign-in HTTP/1.1\r\n" + kHost +
            "X-Forwarded-For: 203.0.113.9\r\nForwarded: for=203.0.113.9\r\nContent-Type: "
            "application/x-www-form-urlencoded\r\nContent-Length: " +
            std::to_string(form.size()) + "\r\nConnection: close\r\n\r\n" + form);
  const auto lines = front.served.service.stores.operators([&](Operators& db) {
    return AuditLog(db, front.served.clock).list({"li", "sign-in", "", 0}, 10);
  });
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].address == "127.0.0.1");
}

TEST_CASE("behind nginx, slow clients by the hundred delay nobody") {
  const Front front;
  std::vector<RawClient> slow;
  for (int i = 0; i < 256; ++i) slow.emplace_back(front.port).send("GET /search?q=a HTTP/1.1\r\nHost: hub");
  for (int i = 0; i < 20; ++i)
    slow.emplace_back(front.port).send("POST /admin/sign-in HTTP/1.1\r\n" + kHost + "Content-Length: 100\r\n\r\nname=");
  for (int i = 0; i < 20; ++i) {  // RawClient gives up after ten seconds
    const auto reply = front.ask("GET /search?q=%E5%85%AC%E8%AF%81 HTTP/1.1\r\n" + kHost + "Connection: close\r\n\r\n");
    CHECK(status_of(reply) == 200);
  }
}

TEST_CASE("nginx writes no question and no token to its log") {
  const Front front;
  front.ask("GET /search?q=SECRETWORD HTTP/1.1\r\n" + kHost +
            "Referer: https://hub.example.cn/search?q=SECRETWORD\r\nConnection: close\r\n\r\n");
  const auto log = front.served.folder.path() / "nginx" / "lawhub-access.log";
  REQUIRE(wait_until([&] { return read_file(log).find("/search 200") != std::string::npos; }, 10));
  CHECK(read_file(log).find("SECRETWORD") == std::string::npos);
}

}  // namespace lawhub
