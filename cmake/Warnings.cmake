# Linked privately by every target, so that no warning flag leaks to a user of a library.
add_library(plimsoll_warnings INTERFACE)
target_compile_options(plimsoll_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Wmissing-declarations)
if(PLIMSOLL_WARNINGS_AS_ERRORS)
  target_compile_options(plimsoll_warnings INTERFACE -Werror)
endif()
