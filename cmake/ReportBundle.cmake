# plimsoll_report_bundle(VARIABLE)
#
# Sets VARIABLE to a folder that has, or during the build gets, app.js, app.css and notices.txt: what makes the report of
# `--report` interactive, built from data/report by esbuild. In this order: the folder PLIMSOLL_REPORT_BUNDLE; a folder
# of the build tree, made with Node.js and npm; a folder with empty files, and a report that is its static page alone.
set(PLIMSOLL_REPORT_BUNDLE "" CACHE PATH "Folder with app.js, app.css and notices.txt of data/report, built elsewhere")

set(plimsoll_bundle_names app.js app.css notices.txt)

# Leaves the interactive part out and says why.
function(plimsoll_leave_out_bundle folder reason)
  message(WARNING "The interactive report is left out: ${reason}. `--report` writes its static page alone. "
    "Install Node.js 18 or later with npm, or name a built bundle with -DPLIMSOLL_REPORT_BUNDLE=DIR.")
  foreach(name IN LISTS plimsoll_bundle_names)
    file(CONFIGURE OUTPUT ${folder}/${name} CONTENT "")
  endforeach()
endfunction()

# Sets VARIABLE to why Node.js cannot be used; empty if it can.
function(plimsoll_check_node variable)
  find_program(PLIMSOLL_NODE node)
  find_program(PLIMSOLL_NPM npm)
  mark_as_advanced(PLIMSOLL_NODE PLIMSOLL_NPM)
  set(reason "")
  if(NOT PLIMSOLL_NODE OR NOT PLIMSOLL_NPM)
    set(reason "there is no Node.js with npm on this machine")
  else()
    execute_process(COMMAND ${PLIMSOLL_NODE} --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(NOT version MATCHES "^v([0-9]+)" OR CMAKE_MATCH_1 LESS 18)
      set(reason "${PLIMSOLL_NODE} is not Node.js 18 or later")
    endif()
  endif()
  set(${variable} "${reason}" PARENT_SCOPE)
endfunction()

# Installs what package-lock.json names into `folder`, unless that was done for these very files.
function(plimsoll_install_packages folder variable)
  set(source ${PROJECT_SOURCE_DIR}/data/report)
  set(stamp "")
  foreach(name IN ITEMS package.json package-lock.json)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source}/${name})
    file(SHA256 ${source}/${name} digest)
    string(APPEND stamp "${digest}\n")
    file(COPY ${source}/${name} DESTINATION ${folder})
  endforeach()
  set(${variable} "" PARENT_SCOPE)
  set(installed "")
  if(EXISTS ${folder}/installed.txt)
    file(READ ${folder}/installed.txt installed)
  endif()
  if(installed STREQUAL stamp)
    return()
  endif()
  message(STATUS "Installing the packages of data/report")
  execute_process(
    COMMAND ${PLIMSOLL_NPM} ci --ignore-scripts --omit=dev --no-audit --no-fund --loglevel=error
            --fetch-retries=2 --fetch-retry-mintimeout=1000 --fetch-retry-maxtimeout=5000
    WORKING_DIRECTORY ${folder} TIMEOUT 300 RESULT_VARIABLE result OUTPUT_QUIET ERROR_VARIABLE errors)
  if(NOT result EQUAL 0)
    message(STATUS "npm: ${errors}")
    set(${variable} "npm could not install the packages of data/report" PARENT_SCOPE)
    return()
  endif()
  file(WRITE ${folder}/installed.txt "${stamp}")
endfunction()

# Runs build.mjs in `folder`, a copy of data/report, whenever a source changes.
function(plimsoll_build_bundle folder bundle)
  set(source ${PROJECT_SOURCE_DIR}/data/report)
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${source}/src/*)
  list(TRANSFORM plimsoll_bundle_names PREPEND ${bundle}/ OUTPUT_VARIABLE outputs)
  add_custom_command(
    OUTPUT ${outputs}
    COMMAND ${CMAKE_COMMAND} -E rm -rf ${folder}/src
    COMMAND ${CMAKE_COMMAND} -E copy_directory ${source}/src ${folder}/src
    COMMAND ${CMAKE_COMMAND} -E copy ${source}/build.mjs ${source}/tsconfig.json ${folder}
    COMMAND ${PLIMSOLL_NODE} build.mjs ${bundle}
    DEPENDS ${sources} ${source}/build.mjs ${source}/tsconfig.json ${folder}/installed.txt
    WORKING_DIRECTORY ${folder}
    COMMENT "Building the interactive report" VERBATIM)
endfunction()

function(plimsoll_report_bundle variable)
  set(bundle ${PROJECT_BINARY_DIR}/report/bundle)
  if(PLIMSOLL_REPORT_BUNDLE)
    cmake_path(ABSOLUTE_PATH PLIMSOLL_REPORT_BUNDLE BASE_DIRECTORY ${PROJECT_BINARY_DIR} OUTPUT_VARIABLE bundle)
    foreach(name IN LISTS plimsoll_bundle_names)
      if(NOT EXISTS ${bundle}/${name})
        message(FATAL_ERROR "PLIMSOLL_REPORT_BUNDLE has no ${bundle}/${name}; `node build.mjs DIR` in data/report makes it")
      endif()
    endforeach()
  else()
    set(folder ${PROJECT_BINARY_DIR}/report/packages)
    plimsoll_check_node(reason)
    if(NOT reason)
      plimsoll_install_packages(${folder} reason)
    endif()
    if(reason)
      set(bundle ${PROJECT_BINARY_DIR}/report/none)
      plimsoll_leave_out_bundle(${bundle} "${reason}")
    else()
      plimsoll_build_bundle(${folder} ${bundle})
    endif()
  endif()
  set(${variable} ${bundle} PARENT_SCOPE)
endfunction()
