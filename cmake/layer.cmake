# layer(NAME [USES folder...] [SHOWS library...] [LINKS library...] [DATA pattern...])
# Makes the static library NAME of the folder NAME. Files that match DATA are compiled in, so that a program
# never runs with the data of another version: generated/NAME/embedded.h declares lawhub::NAME_file("data/x.tsv").
function(layer name)
  cmake_parse_arguments(arg "" "" "USES;SHOWS;LINKS;DATA" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${name}/*.cpp)
  file(GLOB headers CONFIGURE_DEPENDS ${name}/*.h)
  list(FILTER sources EXCLUDE REGEX "/main\\.cpp$")
  if(NOT sources) # a library without sources yet
    file(WRITE ${CMAKE_BINARY_DIR}/generated/${name}/empty.cpp "")
    set(sources ${CMAKE_BINARY_DIR}/generated/${name}/empty.cpp)
  endif()
  add_library(${name} STATIC ${sources})
  target_sources(${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${headers})
  target_link_libraries(${name} PUBLIC ${arg_USES} ${arg_SHOWS} PRIVATE ${arg_LINKS})
  if(TIDY)
    set_target_properties(${name} PROPERTIES CXX_CLANG_TIDY "clang-tidy;--quiet")
  endif()
  if(arg_DATA)
    embed(${name} ${arg_DATA})
  endif()
  string(REPLACE ";" "," uses "${arg_USES}")
  set_property(GLOBAL APPEND_STRING PROPERTY layers "${name}:${uses} ")
endfunction()

# Compiles the files of folder NAME that match the patterns into library NAME.
function(embed name)
  list(TRANSFORM ARGN PREPEND ${PROJECT_SOURCE_DIR}/${name}/)
  file(GLOB files CONFIGURE_DEPENDS ${ARGN})
  set(out ${CMAKE_BINARY_DIR}/generated/${name})
  set(blobs ".section .rodata\n")
  set(externs "")
  set(rows "")
  set(n 0)
  foreach(file ${files})
    file(RELATIVE_PATH path ${PROJECT_SOURCE_DIR}/${name} ${file})
    set(symbol lawhub_${name}_${n})
    string(APPEND blobs ".global ${symbol}, ${symbol}_end\n.balign 16\n${symbol}:\n.incbin \"${file}\"\n${symbol}_end:\n.byte 0\n")
    string(APPEND externs "extern const char ${symbol}[];\nextern const char ${symbol}_end[];\n")
    string(APPEND rows "  if (name == \"${path}\") return {${symbol}, static_cast<std::size_t>(${symbol}_end - ${symbol})};\n")
    math(EXPR n "${n}+1")
  endforeach()
  string(APPEND blobs ".section .note.GNU-stack,\"\",%progbits\n")
  file(CONFIGURE OUTPUT ${out}/embedded.S CONTENT "${blobs}" @ONLY)
  set_property(SOURCE ${out}/embedded.S PROPERTY OBJECT_DEPENDS "${files}")
  file(CONFIGURE OUTPUT ${out}/embedded.h @ONLY CONTENT
"#pragma once
#include <string_view>
namespace lawhub {
/// The bytes of a file of ${name}/ that was compiled in, by its path inside that folder; empty when there is none.
std::string_view ${name}_file(std::string_view name);
}  // namespace lawhub
")
  file(CONFIGURE OUTPUT ${out}/embedded.cpp @ONLY CONTENT
"// NOLINTBEGIN: generated
#include \"${name}/embedded.h\"
extern \"C\" {
${externs}}
namespace lawhub {
std::string_view ${name}_file([[maybe_unused]] std::string_view name) {
${rows}  return {};
}
}  // namespace lawhub
// NOLINTEND
")
  target_sources(${name} PRIVATE ${out}/embedded.S ${out}/embedded.cpp)
  target_include_directories(${name} PUBLIC ${CMAKE_BINARY_DIR}/generated)
endfunction()
