// SPDX-License-Identifier: MIT OR Apache-2.0
#include "plimsoll/cli/run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <exception>
#include <string>
#include <vector>

#include "command.h"
#include "options.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/outside/curl_http.h"
#include "plimsoll/outside/interrupt.h"
#include "plimsoll/outside/offline_http.h"
#include "plimsoll/outside/real_files.h"
#include "plimsoll/outside/real_world.h"
#include "plimsoll/outside/terminal_console.h"
#include "plimsoll/report/render.h"
#include "plimsoll/support/parallel.h"
#include "wanted_documents.h"
#include "words.h"

namespace plimsoll::cli {
namespace {

int to_int(ExitCode code) {
  return static_cast<int>(code);
}

ExitCode usage_error(outside::Console& console, const support::Error& error) {
  console.note("error: " + support::to_text(error));
  return ExitCode::usage;
}

std::string failure_document(const support::Error& error) {
  return report::render_failure_json({"plimsoll", version()}, error);
}

bool has_folder(const outside::FileSystem& files, const std::string& file) {
  const std::string folder(cargo::parent_path(cargo::join_path(files.working_directory(), file)));
  return files.kind(folder) == outside::EntryKind::directory;
}

/// A machine format that was asked for is a document also when nothing was run. A file in a folder that cannot be gone
/// to has no place.
void write_documents(const WantedDocuments& wanted, const std::string& document, Output& output) {
  if (wanted.on_output) output.write(document);
  const bool is_there = !wanted.directory || ::chdir(wanted.directory->c_str()) == 0;
  outside::RealFiles files;
  for (const auto& file : wanted.files)
    if ((is_there || file.starts_with('/')) && has_folder(files, file)) static_cast<void>(files.write(file, document));
}

/// `--frozen` is the two others, and CARGO_NET_OFFLINE asks for no network as well.
void settle(GlobalOptions& options, const outside::Environment& environment) {
  options.locked = options.locked || options.frozen;
  options.offline = options.offline || options.frozen || environment.get("CARGO_NET_OFFLINE") == "true" ||
                    environment.get("CARGO_NET_OFFLINE") == "1";
  if (!options.color) options.color = environment.get("CARGO_TERM_COLOR");
}

ExitCode run_command(Command& command, const GlobalOptions& options, const outside::Environment& environment,
                     outside::Console& console, Output& output) {
  outside::RealFiles files;
  const outside::SystemClock clock;
  outside::OfflineHttp offline;
  std::unique_ptr<outside::CurlHttp> online;
  if (!options.offline) online = std::make_unique<outside::CurlHttp>(outside::http_settings(environment, version()));
  outside::Http& http = online ? static_cast<outside::Http&>(*online) : offline;
  outside::World world{files, http, clock, environment, console};
  Context context{world, output, options, support::default_thread_count()};
  return command.run(context);
}

ExitCode run_words(const std::vector<std::string>& words, const outside::Environment& environment,
                   outside::Console& console, Output& output) {
  auto line = command_line(words);
  if (!line) {
    write_documents(wanted_documents(words), failure_document(line.error()), output);
    return usage_error(console, line.error());
  }
  if (line->answer) {
    output.write(*line->answer);
    return ExitCode::success;
  }
  GlobalOptions options;
  // To take a workspace apart value by value takes a tenth of a run: what a command owns stays until the process ends.
  static auto& command = *new std::unique_ptr<Command>;
  command = line->row->make();
  Arguments arguments(fmt::format("plimsoll {}", line->row->name), std::string(line->row->summary));
  command->describe(arguments);
  describe(arguments, options, command->uses());
  const auto refuse = [&](const support::Error& error) {
    auto wanted = wanted_documents(words);
    if (!arguments.takes("--output")) wanted.files.clear();
    if (const auto document = command->failure_document(error)) write_documents(wanted, *document, output);
    return usage_error(console, error);
  };
  const auto help = arguments.parse(line->rest);
  if (!help) return refuse(help.error());
  if (*help) {
    output.write(**help);
    return ExitCode::success;
  }
  if (options.directory && ::chdir(options.directory->c_str()) != 0)
    return refuse(
        {support::ErrorKind::usage, fmt::format("`-C {}`: there is no such folder to go to", *options.directory)});
  settle(options, environment);
  return run_command(*command, options, environment, console, output);
}

ExitCode finish(ExitCode code, StandardOutput& output, outside::Console& console) {
  output.flush();
  if (output.is_reader_gone()) return ExitCode::reader_gone;
  if (!output.has_failed()) return code;
  console.note("error: the result could not be written to standard output");
  return ExitCode::unreadable;
}

}  // namespace

int run(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  outside::hold_standard_streams();
  outside::end_cleanly_on_interrupt();
  const outside::ProcessEnvironment environment;
  outside::TerminalConsole console(environment);
  StandardOutput output;
  try {
    const std::vector<std::string> words(argv + (argc > 0 ? 1 : 0), argv + argc);
    return to_int(finish(run_words(words, environment, console, output), output, console));
  } catch (const std::exception& error) {
    console.note(
        fmt::format("error: a bug in Plimsoll: {}\n  a report with the command line helps to mend it", error.what()));
  }
  return to_int(ExitCode::bug);
}

}  // namespace plimsoll::cli
