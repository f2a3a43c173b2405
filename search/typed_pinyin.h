// Questions typed in pinyin, whole or by initials: xuechenggongzhengchu, jnflyz, laogongdawo.
#pragma once
#include <string>
#include <string_view>

namespace lawhub {

/// The Chinese words that a run of Latin letters spells, separated by spaces; several places of one sound all stand
/// there (lanshanqu: 岚山区 兰山区). Every letter must be explained, by the whole pinyin of the hub's words or by the
/// initials of places, types and matters, among them a type or matter of three letters or more. Empty when it is no
/// pinyin. Pure; safe from any thread.
std::u32string words_of_pinyin(std::string_view letters);

}  // namespace lawhub
