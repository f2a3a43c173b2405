#include "crawler/moves.h"

#include <vector>

namespace lawhub {
namespace {

constexpr std::size_t kLongTitle = 24;  // bytes: eight Han, more than 通知公告 and the like

bool is_there(const Page& page) { return page.findable && page.misses == 0; }

class Movers {
 public:
  Movers(const Pages& pages, std::string_view source, const std::set<std::string>& gone)
      : pages_(pages), source_(source) {
    pages.for_each_page(source, [&](const Page& page) {
      if (!page.findable || page.title.empty()) return;
      Likes& likes = by_head_[page.title + "\n" + page.date];
      if (gone.contains(page.url)) {
        likes.gone.push_back(page.url);
      } else if (page.misses == 0) {
        likes.here.push_back(page.url);
      }
    });
  }

  std::map<std::string, std::string> run() const {
    std::map<std::string, std::string> moved;
    for (const auto& [head, likes] : by_head_) {
      const bool dated = head.back() != '\n' && head.find('\n') >= kLongTitle;
      const bool one_each = dated && likes.gone.size() == 1 && likes.here.size() == 1;
      for (const auto& url : likes.gone) {
        const auto place = one_each ? likes.here.front() : same_text(url, likes.here);
        if (!place.empty()) moved.emplace(url, place);
      }
    }
    return moved;
  }

 private:
  struct Likes {
    std::vector<std::string> gone, here;
  };

  std::string same_text(const std::string& url, const std::vector<std::string>& others) const {
    if (others.empty()) return {};
    const auto page = pages_.find(source_, url);
    for (const auto& other : others) {
      if (pages_.find(source_, other)->text == page->text) return other;
    }
    return {};
  }

  const Pages& pages_;
  std::string_view source_;
  std::map<std::string, Likes> by_head_;  ///< title and date
};

}  // namespace

std::map<std::string, std::string> moved_pages(const Pages& pages, std::string_view source,
                                               const std::set<std::string>& gone) {
  if (gone.empty()) return {};
  return Movers(pages, source, gone).run();
}

void settle_moves(Pages& pages, std::string_view source) {
  std::vector<Page> movers;
  pages.for_each_page(source, [&](const Page& page) {
    if (!page.moved_to.empty() && page.misses < kMissesUntilDropped) movers.push_back(page);
  });
  for (const Page& mover : movers) {
    const auto target = pages.find(source, mover.moved_to);
    const bool redirected = mover.misses > 0;
    if (!target || !is_there(*target) || !(redirected || target->title == mover.title)) continue;
    auto page = pages.find(source, mover.url);
    page->body.clear();  // stays as it is stored
    page->misses = kMissesUntilDropped;
    pages.put(std::move(*page));
  }
}

}  // namespace lawhub
