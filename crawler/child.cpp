#include "crawler/child.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <system_error>

namespace lawhub {
namespace {

constexpr int kNotStarted = 127;  // as shells say it
constexpr int kPollMs = 100;
constexpr int kMostFiles = 32;

#if defined(__x86_64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr unsigned kArchitecture = AUDIT_ARCH_AARCH64;
#else
#error "the system call filter knows x86-64 and ARM64"
#endif
constexpr unsigned kForeignCalls = 0x40000000U;  // of the x32 ABI

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

/// A descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }
  void close() {
    if (number_ >= 0) ::close(number_);
    number_ = -1;
  }

 private:
  int number_;
};

int file_in_memory(std::string_view bytes) {
  const int file = ::memfd_create("document", MFD_CLOEXEC);
  if (file < 0) fail("memfd_create");
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      ::close(file);
      fail("write");
    }
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  ::lseek(file, 0, SEEK_SET);
  return file;
}

// From here to exec only what is safe after a fork in a program with threads: no memory, no locks.

bool limit(__rlimit_resource which, rlim_t value) {
  const rlimit soft_and_hard{value, value};
  return ::setrlimit(which, &soft_and_hard) == 0;
}

/// The first signal at the limit can be told from others, the second cannot be caught.
bool limit_cpu(rlim_t seconds) {
  const rlimit soft_and_hard{seconds, seconds + 1};
  return ::setrlimit(RLIMIT_CPU, &soft_and_hard) == 0;
}

/// The sanitizers' shadows take terabytes of addresses.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kLimitAddresses = false;
#else
constexpr bool kLimitAddresses = true;
#endif

/// Sockets answer EACCES; calls of another ABI kill.
bool forbid_network() {
  std::array<sock_filter, 9> program = {{
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kForeignCalls, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_socket, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  }};
  const sock_fprog filter{static_cast<unsigned short>(program.size()), program.data()};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

struct Start {
  const char* const* candidates;  ///< paths of the program, null at the end
  char* const* argv;
  char* const* environment;
  int input, output, errors;
  pid_t parent;
  const ChildLimits* limits;
};

[[noreturn]] void become(const Start& start) {
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  ::signal(SIGPIPE, SIG_DFL);
  const ChildLimits& limits = *start.limits;
  bool good = ::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && ::getppid() == start.parent;
  good = good && ::dup2(start.input, 0) == 0 && ::dup2(start.output, 1) == 1 && ::dup2(start.errors, 2) == 2;
  good = good && (!kLimitAddresses || limit(RLIMIT_AS, limits.memory_bytes)) &&
         limit_cpu(static_cast<rlim_t>(limits.cpu_seconds)) && limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_CORE, 0) &&
         limit(RLIMIT_NOFILE, kMostFiles) && forbid_network();
  for (const char* const* path = start.candidates; good && *path != nullptr; ++path)
    ::execve(*path, start.argv, start.environment);
  ::_exit(kNotStarted);
}

class Child {
 public:
  Child(const std::vector<std::string>& argv, std::string_view input, const ChildLimits& limits) : limits_(limits) {
    std::vector<std::string> paths;
    if (argv[0].find('/') != std::string::npos) {
      paths = {argv[0]};
    } else {
      for (const char* folder : {"/usr/local/bin/", "/usr/bin/", "/bin/"}) paths.push_back(folder + argv[0]);
    }
    std::vector<const char*> candidates;
    candidates.reserve(paths.size() + 1);
    for (const auto& path : paths) candidates.push_back(path.c_str());
    candidates.push_back(nullptr);
    std::vector<std::string> copy = argv;
    std::vector<char*> words;
    words.reserve(copy.size() + 1);
    for (auto& word : copy) words.push_back(word.data());
    words.push_back(nullptr);
    std::string locale = "LC_ALL=C.UTF-8";
    std::array<char*, 2> environment = {locale.data(), nullptr};
    const Descriptor file(file_in_memory(input));
    const Descriptor nowhere(::open("/dev/null", O_WRONLY | O_CLOEXEC));
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail("pipe2");
    const Descriptor write_end(ends[1]);
    read_end_ = ends[0];
    const Start start{candidates.data(),  words.data(),     environment.data(), file.number(),
                      write_end.number(), nowhere.number(), ::getpid(),         &limits_};
    pid_ = ::fork();
    if (pid_ < 0) {
      ::close(read_end_);
      fail("fork");
    }
    if (pid_ == 0) become(start);
  }
  ~Child() {
    ::close(read_end_);
    if (pid_ > 0) end_by_force();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  ChildResult watch(const std::function<bool()>& alive) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(limits_.wall_seconds);
    std::string output;
    for (bool open = true; open;) {
      if (!alive()) return {ChildResult::End::stopped, {}, "任务已停止"};
      if (std::chrono::steady_clock::now() >= deadline) return broken("读取超时");
      pollfd ready{read_end_, POLLIN, 0};
      if (::poll(&ready, 1, kPollMs) > 0) open = take(output);
      if (output.size() > limits_.output_bytes) return broken("内容过大");
    }
    // It has closed its output; what still runs then has nothing more to say.
    const int status = wait_until(deadline);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {ChildResult::End::done, std::move(output), {}};
    if (WIFEXITED(status) && WEXITSTATUS(status) == kNotStarted) return {ChildResult::End::missing, {}, "程序无法启动"};
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) return broken("读取超时");
    return broken(WIFSIGNALED(status) ? "文件使读取程序出错" : "文件已损坏或格式不符");
  }

 private:
  static ChildResult broken(std::string why) { return {ChildResult::End::broken, {}, std::move(why)}; }

  /// False at the end of the output.
  bool take(std::string& output) const {
    std::array<char, 65536> buffer;
    const ssize_t got = ::read(read_end_, buffer.data(), buffer.size());
    if (got > 0) output.append(buffer.data(), static_cast<std::size_t>(got));
    return got > 0 || (got < 0 && errno == EINTR);
  }

  int wait_until(std::chrono::steady_clock::time_point deadline) {
    int status = 0;
    while (::waitpid(pid_, &status, WNOHANG) == 0) {
      if (std::chrono::steady_clock::now() >= deadline) return end_by_force();
      ::poll(nullptr, 0, 1);
    }
    pid_ = -1;
    return status;
  }

  int end_by_force() {
    ::kill(pid_, SIGKILL);
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return status;
  }

  const ChildLimits& limits_;
  int read_end_ = -1;
  pid_t pid_ = -1;
};

}  // namespace

ChildResult run_limited(const std::vector<std::string>& argv, std::string_view input, const ChildLimits& limits,
                        const std::function<bool()>& alive) {
  return Child(argv, input, limits).watch(alive);
}

}  // namespace lawhub
