# plimsoll_embed(TARGET NAME path [NAME path...])
#
# Compiles files into a target. The bytes of `path` (relative to the top of the source tree, or absolute) become
# `plimsoll::embedded::NAME`, a std::string_view declared in the generated header "embedded/NAME.h".
function(plimsoll_embed target)
  set(pairs ${ARGN})
  set(folder ${PROJECT_BINARY_DIR}/generated/embedded)
  while(pairs)
    list(POP_FRONT pairs name path)
    cmake_path(ABSOLUTE_PATH path BASE_DIRECTORY ${PROJECT_SOURCE_DIR} OUTPUT_VARIABLE input)
    add_custom_command(
      OUTPUT ${folder}/${name}.cpp ${folder}/${name}.h
      COMMAND ${CMAKE_COMMAND} -D NAME=${name} -D INPUT=${input} -D FOLDER=${folder}
              -P ${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake
      DEPENDS ${input} ${PROJECT_SOURCE_DIR}/cmake/EmbedFile.cmake
      COMMENT "Embedding ${path}" VERBATIM)
    target_sources(${target} PRIVATE ${folder}/${name}.cpp ${folder}/${name}.h)
  endwhile()
  target_include_directories(${target} PRIVATE ${PROJECT_BINARY_DIR}/generated)
endfunction()
