# Linked privately by every target, so that no warning flag leaks to a user of a library.
add_library(plimsoll_warnings INTERFACE)
target_compile_options(plimsoll_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Wmissing-declarations)
if(PLIMSOLL_WARNINGS_AS_ERRORS)
  target_compile_options(plimsoll_warnings INTERFACE -Werror)
endif()
# At -O3 GCC 12 takes short texts for overlapping ones (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(plimsoll_warnings INTERFACE $<$<CONFIG:Release>:-Wno-restrict>)
endif()
