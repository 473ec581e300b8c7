# plimsoll_module(NAME DEPENDS module... LIBRARIES target...)
#
# Declares one module: the static library plimsoll::NAME made of every source below src/NAME, its public
# headers in include/plimsoll/NAME, and the modules that it may include. The edges are written to
# layers.txt in the build folder, which the house test holds against the #include lines.
function(plimsoll_module name)
  cmake_parse_arguments(PARSE_ARGV 1 module "" "" "DEPENDS;LIBRARIES")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/${name}/*.cpp)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/include/plimsoll/${name}/*.h)
  if(NOT sources)
    file(WRITE ${PROJECT_BINARY_DIR}/generated/${name}_empty.cpp "")
    list(APPEND sources ${PROJECT_BINARY_DIR}/generated/${name}_empty.cpp)
  endif()
  add_library(plimsoll_${name} STATIC ${sources} ${headers})
  add_library(plimsoll::${name} ALIAS plimsoll_${name})
  set_target_properties(plimsoll_${name} PROPERTIES LINKER_LANGUAGE CXX)
  target_include_directories(plimsoll_${name}
    PUBLIC ${PROJECT_SOURCE_DIR}/include
    PRIVATE ${PROJECT_SOURCE_DIR}/src/${name} ${PROJECT_BINARY_DIR}/generated)
  target_link_libraries(plimsoll_${name} PRIVATE plimsoll_warnings PUBLIC plimsoll_settings)
  foreach(dependency IN LISTS module_DEPENDS)
    target_link_libraries(plimsoll_${name} PUBLIC plimsoll::${dependency})
  endforeach()
  target_link_libraries(plimsoll_${name} PUBLIC ${module_LIBRARIES})
  list(JOIN module_DEPENDS " " edges)
  set_property(GLOBAL APPEND PROPERTY plimsoll_layers "${name}: ${edges}")
endfunction()

# Writes the declared edges, one module a line, for the house test.
function(plimsoll_write_layers)
  get_property(layers GLOBAL PROPERTY plimsoll_layers)
  list(JOIN layers "\n" text)
  file(WRITE ${PROJECT_BINARY_DIR}/layers.txt "${text}\n")
endfunction()

# plimsoll_late_library(MODULE LIBRARY MACRO)
#
# Lets a module load a shared library when it is first needed: its headers are there, it is not linked, and MACRO is the
# name to load it by. Where its file does not tell that name, the library is linked as any other and MACRO not defined.
function(plimsoll_late_library module library macro)
  get_target_property(location ${library} LOCATION)
  file(REAL_PATH "${location}" file)
  cmake_path(GET file FILENAME name)
  if(NOT name MATCHES "^(lib[a-z]+\\.so\\.[0-9]+)")
    target_link_libraries(plimsoll_${module} PUBLIC ${library})
    return()
  endif()
  target_compile_definitions(plimsoll_${module} PRIVATE ${macro}="${CMAKE_MATCH_1}")
  target_include_directories(plimsoll_${module} SYSTEM PRIVATE
    $<TARGET_PROPERTY:${library},INTERFACE_INCLUDE_DIRECTORIES>)
endfunction()
