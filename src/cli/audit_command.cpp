// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <array>

#include "audit_request.h"
#include "command.h"
#include "plimsoll/audit/audit.h"
#include "plimsoll/cargo/paths.h"
#include "plimsoll/report/compare.h"
#include "plimsoll/report/render.h"
#include "plimsoll/support/text.h"
#include "terminal.h"
#include "words.h"
#include "workspace.h"

namespace plimsoll::cli {
namespace {

using support::ErrorKind;
using support::Result;

using Renderer = std::string (*)(const report::Report&, const report::RenderOptions&);

struct Format {
  std::string_view name;
  Renderer render;
};

constexpr std::array formats = {Format{"human", report::render_human}, Format{"json", report::render_json},
                                Format{"html", report::render_html}};

const Format* find_format(std::string_view name) {
  for (const auto& format : formats)
    if (format.name == name) return &format;
  return nullptr;
}

/// A rendering that goes to a file.
struct FileOutput {
  const Format* format;
  std::string path;
};

constexpr std::uint64_t longest_facts_bytes = 96ULL << 20U;

class AuditCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    options_.workspace.describe(arguments);
    arguments.value("--lockfile", "FILE", request_.lockfile, "Audit this Cargo.lock alone, without manifests");
    arguments.value("--metadata", "FILE", request_.metadata,
                    "Take what `cargo metadata` printed in place of manifests");
    arguments.value("--facts", "FILE", facts_, "Take package facts from a file that `plimsoll facts` wrote");
    options_.describe_selection(arguments);
    arguments.group("Checks");
    arguments.value("--db", "PLACE", request_.advisory_place,
                    "Advisories: a folder, a .tar.gz, a .zip of OSV records, or an address");
    arguments.value("--config", "FILE", request_.policy_file, "The policy in place of the workspace's plimsoll.toml");
    arguments.values("-A,--allow", "RULE", allowed_, "Leave a rule out");
    arguments.values("-W,--warn", "RULE", warned_, "Make a rule's findings warnings");
    arguments.values("-D,--deny", "RULE", denied_, "Make a rule's findings errors");
    arguments.choice("--fail-on", {"error", "warning", "never"}, fail_on_, "The level from which on the run fails");
    arguments.flag("--exit-zero", exit_zero_, "Exit with 0 where findings would make it 1");
    arguments.value("--base", "FILE", base_,
                    "Tell what changed since an earlier report, which `--output json:FILE` wrote");
    arguments.group("Output");
    arguments.choice("--format", {"human", "json", "html"}, format_, "What standard output gets");
    arguments.values("--output", "FORMAT:FILE", outputs_, "Write a further rendering into a file");
    arguments.value("--report", "FILE.html", report_, "Write the page for reviewers");
    arguments.flag("--all", all_, "Everything, in place of one screen");
    arguments.values("--only", "RULE|LEVEL", only_, "Show the findings of that rule, or of error, warning or note");
    arguments.flag("--ascii", ascii_, "No characters beyond ASCII");
    arguments.number("--width", "COLUMNS", 20, 10'000, width_, "The width of the screen");
  }

  [[nodiscard]] std::optional<std::string> failure_document(const support::Error& error) const override {
    return render_failure(error);
  }

  ExitCode run(Context& context) override {
    std::vector<FileOutput> files;
    auto read = read_outputs(files);
    if (auto places = check_places(context, files); read && !places) read = std::move(places);
    if (!read) return fail_with_document(context, read.error(), files);
    if (auto ready = complete_request(context); !ready) return fail_with_document(context, ready.error(), files);
    support::SourceMap sources;
    support::Diagnostics diagnostics;
    auto outcome = audit::run(request_, context.world, sources, diagnostics);
    context.world.console.progress("");
    tell(context, diagnostics, sources);
    if (outcome && base_report_)
      if (auto compared = report::compare(outcome->report, *base_report_, std::string(cargo::file_name(*base_)));
          !compared)
        outcome = support::failure(std::move(compared).error().within(reading_base()));
    if (!outcome)
      return fail_with_document(context, outcome.error(), files, with_faults(outcome.error(), diagnostics, sources));
    return print(context, *outcome, files);
  }

 private:
  /// Those that can be understood are in `files` also where others cannot.
  [[nodiscard]] Result<void> read_outputs(std::vector<FileOutput>& files) const {
    Result<void> result;
    for (const auto& text : outputs_) {
      const auto colon = text.find(':');
      const auto* format = find_format(std::string_view(text).substr(0, colon));
      if (colon != std::string::npos && format && colon + 1 != text.size())
        files.push_back({format, text.substr(colon + 1)});
      else
        result = support::failure(
            ErrorKind::usage, fmt::format("`--output {}`: expected FORMAT:FILE with one of human, json, html", text));
    }
    if (report_) files.push_back({find_format("html"), *report_});
    return result;
  }

  /// Takes out what cannot be written, so that it is not tried again for the error.
  static Result<void> check_places(const Context& context, std::vector<FileOutput>& files) {
    for (const auto& file : files)
      if (auto checked = check_place(context.world.files, file); !checked) {
        std::erase_if(files, [&](const FileOutput& one) { return !check_place(context.world.files, one); });
        return checked;
      }
    return {};
  }

  /// Error: usage.
  static Result<void> check_place(const outside::FileSystem& files, const FileOutput& file) {
    if (file.path == "-")
      return support::failure(ErrorKind::usage, fmt::format("`-` is no file to write the {0} rendering into; "
                                                            "`--format {0}` prints it on standard output",
                                                            file.format->name));
    const auto folder = std::string(cargo::parent_path(cargo::join_path(files.working_directory(), file.path)));
    if (files.kind(folder) == outside::EntryKind::directory) return {};
    return support::failure(ErrorKind::usage,
                            fmt::format("`{}` cannot be written: there is no folder `{}`", file.path, folder));
  }

  Result<void> complete_request(Context& context) {
    if (request_.metadata && request_.lockfile)
      return support::failure(ErrorKind::usage, "`--metadata` and `--lockfile` exclude each other");
    const auto& packages = options_.packages;
    if (request_.lockfile && (!packages.packages.empty() || !packages.excluded.empty()))
      return support::failure(ErrorKind::usage,
                              "`--package` and `--exclude` choose members, and of those `--lockfile` knows nothing: a "
                              "lockfile alone is audited as a whole");
    TRY(options_.complete(context, request_));
    TRY(complete_filter());
    if (packages.is_given())
      request_.packages = {packages.workspace || packages.packages.empty(), packages.packages, packages.excluded};
    if (fail_on_) request_.fail_on = finding::parse_fail_on(*fail_on_);
    add_levels();
    TRY(read_base(context));
    return read_facts(context);
  }

  [[nodiscard]] std::string reading_base() const {
    return fmt::format("comparing with the base `{}`", support::printable(*base_));
  }

  Result<void> read_base(Context& context) {
    if (!base_) return {};
    const auto wrong = [&](support::Error error) {
      error.kind = ErrorKind::usage;
      return support::failure(std::move(error).within(reading_base()));
    };
    const auto text = context.world.files.read(*base_, report::longest_report_bytes);
    if (!text && text.error().kind == ErrorKind::not_found)
      return wrong({ErrorKind::usage,
                    fmt::format("there is no file `{0}`; `--base` takes a report, not a revision: check out the base, "
                                "run `plimsoll audit --output json:FILE` there, and name that file",
                                support::printable(*base_))});
    if (!text) return wrong(text.error());
    auto report = report::parse_report(*text);
    if (!report) return wrong(std::move(report).error());
    base_report_ = std::move(*report);
    return {};
  }

  /// Rules by their present name.
  Result<void> complete_filter() {
    for (auto& word : only_) {
      if (word == "error" || word == "warning" || word == "note") continue;
      TRY_INTO(const auto* rule, audit::rule_called(word));
      word = rule->name;
    }
    return {};
  }

  void add_levels() {
    for (const auto& rule : allowed_) request_.levels.emplace_back(rule, finding::Level::allow);
    for (const auto& rule : warned_) request_.levels.emplace_back(rule, finding::Level::warn);
    for (const auto& rule : denied_) request_.levels.emplace_back(rule, finding::Level::deny);
  }

  Result<void> read_facts(Context& context) {
    if (!facts_) return {};
    TRY_INTO(const auto text, context.world.files.read(*facts_, longest_facts_bytes));
    const auto path = cargo::join_path(context.world.files.working_directory(), *facts_);
    TRY_INTO(known_, source::FactsFile::parse(text, path));
    request_.load.facts = &*known_;
    return {};
  }

  static std::string render_failure(const support::Error& error) {
    return report::render_failure_json({"plimsoll", version()}, error);
  }

  /// A machine format that was asked for is a document also when the run failed, in files as on standard output.
  ExitCode fail_with_document(Context& context, const support::Error& error, const std::vector<FileOutput>& files,
                              const std::optional<support::Error>& in_document = {}) const {
    const auto document = render_failure(in_document.value_or(error));
    for (const auto& file : files)
      if (file.format->name == "json") static_cast<void>(context.world.files.write(file.path, document));
    if (format_ == "json") context.output.write(document);
    return fail(context, error);
  }

  /// The result is printed even if a file cannot be written.
  ExitCode print(Context& context, const audit::Outcome& outcome, const std::vector<FileOutput>& files) const {
    report::RenderOptions options;
    options.fail_on = outcome.fail_on;
    options.exit_zero = exit_zero_;
    options.all = all_;
    options.only = only_;
    options.quiet = context.options.quiet;
    const auto written = write_files(context, outcome, options, files);
    const auto terminal = terminal_of(context);
    options.color = terminal.color;
    options.ascii = ascii_ || terminal.ascii;
    options.width = width_.value_or(terminal.width);
    context.output.write(find_format(format_.value_or("human"))->render(outcome.report, options));
    if (!written) return fail(context, written.error());
    return static_cast<ExitCode>(report::exit_code(report::verdict(outcome.report, outcome.fail_on), exit_zero_));
  }

  static Result<void> write_files(Context& context, const audit::Outcome& outcome, const report::RenderOptions& options,
                                  const std::vector<FileOutput>& files) {
    for (const auto& file : files) {
      const auto text = file.format->render(outcome.report, options);
      TRY(context.world.files.write(file.path, text));
      if (!options.quiet)
        context.world.console.note(fmt::format("wrote {} ({} KiB)", file.path, (text.size() + 1023) / 1024));
    }
    return {};
  }

  audit::Request request_;
  AuditOptions options_;
  std::optional<std::string> base_;
  std::optional<report::Report> base_report_;
  std::optional<std::string> facts_;
  std::optional<source::FactsFile> known_;
  std::vector<std::string> allowed_;
  std::vector<std::string> warned_;
  std::vector<std::string> denied_;
  std::optional<std::string> fail_on_;
  bool exit_zero_ = false;
  std::optional<std::string> format_;
  std::vector<std::string> outputs_;
  std::optional<std::string> report_;
  bool all_ = false;
  std::vector<std::string> only_;
  bool ascii_ = false;
  std::optional<int> width_;
};

}  // namespace

std::unique_ptr<Command> make_audit_command();
std::unique_ptr<Command> make_audit_command() {
  return std::make_unique<AuditCommand>();
}

}  // namespace plimsoll::cli
