#include "tests/support/process.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <malloc.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <random>
#include <stdexcept>
#include <system_error>
#include <thread>

extern char** environ;

namespace lawhub {

namespace {

pid_t spawn(const std::vector<std::string>& argv, posix_spawn_file_actions_t* actions) {
  // Whoever starts it may be aborted: then it ends too, see PR_SET_PDEATHSIG in prctl(2).
  static const std::vector<std::string> kWithUs{"/usr/bin/setpriv", "--pdeathsig", "KILL"};
  std::vector<char*> words;
  for (const auto* part : {&kWithUs, &argv}) {
    for (const std::string& word : *part) words.push_back(const_cast<char*>(word.c_str()));
  }
  words.push_back(nullptr);
  pid_t pid = 0;
  const int error = posix_spawn(&pid, words[0], actions, nullptr, words.data(), environ);
  if (error != 0) throw std::system_error(error, std::generic_category(), argv[0]);
  return pid;
}

double seconds_of(const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); }

bool port_is_free(int port) {
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  ::setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool free = ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
  ::close(descriptor);
  return free;
}

}  // namespace

Process::Process(const std::vector<std::string>& argv, const std::filesystem::path& log) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0644);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_ = spawn(argv, &actions);
  posix_spawn_file_actions_destroy(&actions);
}

Process::~Process() { kill_hard(); }

bool Process::running() {
  if (pid_ == 0) return false;
  if (::waitpid(pid_, nullptr, WNOHANG) == 0) return true;
  pid_ = 0;
  return false;
}

void Process::kill_hard() {
  if (pid_ == 0) return;
  ::kill(pid_, SIGKILL);
  wait_for_end();
}

int Process::stop() {
  if (pid_ == 0) return -1;
  ::kill(pid_, SIGTERM);
  return wait_for_end();
}

int Process::wait_for_end() {
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = 0;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// A program begins in the memory of who starts it, and its peak is never told below that: so be small first.
void shrink() {
  ::malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";  // the peak so far is forgotten, see proc(5)
}

Finished run_to_end(const std::vector<std::string>& argv) {
  shrink();
  const auto began = std::chrono::steady_clock::now();
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  const pid_t pid = spawn(argv, &actions);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  Finished finished;
  char buffer[4096];
  for (ssize_t got = 0; (got = ::read(ends[0], buffer, sizeof buffer)) > 0;) {
    finished.output.append(buffer, static_cast<std::size_t>(got));
  }
  ::close(ends[0]);
  int status = 0;
  rusage usage{};
  ::wait4(pid, &status, 0, &usage);
  finished.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  finished.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  finished.cpu_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
  finished.peak_mb = usage.ru_maxrss / 1024;
  return finished;
}

bool wait_until(const std::function<bool()>& holds, int seconds) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
  while (!holds()) {
    if (std::chrono::steady_clock::now() > deadline) return holds();
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

int free_ports(int count) {
  std::mt19937 random(std::random_device{}());
  for (int attempt = 0; attempt < 100; ++attempt) {
    const int first = std::uniform_int_distribution<int>(20000, 31000)(random);
    bool all_free = true;
    for (int port = first; all_free && port < first + count; ++port) all_free = port_is_free(port);
    if (all_free) return first;
  }
  throw std::runtime_error("no free ports");
}

}  // namespace lawhub
