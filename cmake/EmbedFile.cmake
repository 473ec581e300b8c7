# Run by plimsoll_embed at build time: writes FOLDER/NAME.cpp and FOLDER/NAME.h from INPUT. The bytes are written as an
# array because a string literal may be too long for a compiler.
file(READ ${INPUT} digits HEX)
string(LENGTH "${digits}" size)
math(EXPR size "${size} / 2")
string(REGEX REPLACE "(................................)" "\\1\n    " lines "${digits}")
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${lines}")

file(WRITE ${FOLDER}/${NAME}.h "// SPDX-License-Identifier: MIT OR Apache-2.0
#pragma once

#include <string_view>

namespace plimsoll::embedded {

extern const std::string_view ${NAME};

}  // namespace plimsoll::embedded
")
file(WRITE ${FOLDER}/${NAME}.cpp "// SPDX-License-Identifier: MIT OR Apache-2.0
#include \"${NAME}.h\"

namespace plimsoll::embedded {
namespace {

constexpr char bytes[] = {
    ${bytes} '\\0'};

}  // namespace

constexpr std::string_view ${NAME}{bytes, ${size}};

}  // namespace plimsoll::embedded
")
