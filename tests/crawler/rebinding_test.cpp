// In a network of our own, where public addresses lie on loopback and names mean what we write into /etc/hosts.
#include <arpa/inet.h>
#include <net/if.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>

#include "base/file.h"
#include "crawler/fetcher.h"
#include "tests/support/nasty_server.h"

namespace lawhub {
namespace {

constexpr const char* kPublic = "93.184.216.34";

bool give_address(const char* interface, const char* address) {
  ifreq request{};
  std::strncpy(request.ifr_name, interface, IFNAMSIZ - 1);
  auto* in = reinterpret_cast<sockaddr_in*>(&request.ifr_addr);
  in->sin_family = AF_INET;
  inet_pton(AF_INET, address, &in->sin_addr);
  const int handle = ::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  bool done = ::ioctl(handle, SIOCSIFADDR, &request) == 0;
  request.ifr_flags = IFF_UP | IFF_RUNNING;
  done = ::ioctl(handle, SIOCSIFFLAGS, &request) == 0 && done;
  ::close(handle);
  return done;
}

class Hosts {
 public:
  explicit Hosts(const std::filesystem::path& file) : file_(file) {
    write("");
    good_ = ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
            ::mount(file.c_str(), "/etc/hosts", nullptr, MS_BIND, nullptr) == 0;
  }
  bool good() const { return good_; }
  void write(const std::string& lines) { std::ofstream(file_, std::ios::trunc) << lines; }

 private:
  std::filesystem::path file_;
  bool good_ = false;
};

FetchResult fetch_name(int port) {
  Fetcher fetcher("LawhubCrawler/test", {{}, {port}}, [] { return true; });
  return fetcher.get(*parse_url("http://bureau.example:" + std::to_string(port) + "/"));
}

constexpr int kNotPermitted = 1;

/// What went wrong, 0 nothing.
int rebind() {
  if (::unshare((::geteuid() == 0 ? 0 : CLONE_NEWUSER) | CLONE_NEWNET | CLONE_NEWNS) != 0) return kNotPermitted;
  if (!give_address("lo", "127.0.0.1") || !give_address("lo:1", kPublic)) return 2;
  const TemporaryFolder folder;
  Hosts hosts(folder.path() / "hosts");
  if (!hosts.good()) return 3;
  int asked = 0;
  const NastyServer server(
      [&](Wire& wire) {
        ++asked;
        wire.request();
        wire.send("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>page</p>");
      },
      "0.0.0.0");
  hosts.write(std::string(kPublic) + " bureau.example\n");
  if (fetch_name(server.port()).outcome != FetchOutcome::body || asked != 1) return 4;
  hosts.write("127.0.0.1 bureau.example\n");  // the name means our own machine now
  if (fetch_name(server.port()).outcome != FetchOutcome::refused || asked != 1) return 5;
  hosts.write("169.254.169.254 bureau.example\n::1 bureau.example\n");
  if (fetch_name(server.port()).outcome != FetchOutcome::refused || asked != 1) return 6;
  return 0;
}

}  // namespace

TEST_CASE("a name that changes its address gains nothing: the address that is connected is judged") {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(rebind());
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFEXITED(status));
  if (WEXITSTATUS(status) == kNotPermitted) {
    WARN("this machine does not let a test make a network of its own");
    return;
  }
  CHECK(WEXITSTATUS(status) == 0);
}

}  // namespace lawhub
