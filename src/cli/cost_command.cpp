// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "answer.h"
#include "audit_request.h"
#include "command.h"
#include "plimsoll/cargo/package_spec.h"
#include "plimsoll/report/questions.h"
#include "plimsoll/support/edit_distance.h"
#include "plimsoll/support/text.h"
#include "words.h"

namespace plimsoll::cli {
namespace {

using support::ErrorKind;
using support::Result;

constexpr int most_jobs = 10'000;

class CostCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.value("what", "PACKAGE", package_, "The package to tell of, by name or name@version; all without one");
    options_.describe(arguments);
    arguments.group("Build");
    arguments.number("-j,--jobs", "NUMBER", 1, most_jobs, jobs_,
                     "How many units are compiled at once; default: as many as this machine has processors");
    arguments.group("Output");
    arguments.choice("--format", {"human", "json"}, format_, "What standard output gets");
    arguments.flag("--all", all_, "Every unit, in place of the dearest");
  }

  [[nodiscard]] std::optional<std::string> failure_document(const support::Error& error) const override {
    return report::render_cost_failure({"plimsoll", version()}, error);
  }

  ExitCode run(Context& context) override {
    const bool as_document = format_ == "json";
    const FailedAnswer failed{context, as_document, [this](const auto& error) { return *failure_document(error); }};
    audit::Request request;
    request.focus.every_rule = false;
    request.jobs = jobs_ ? static_cast<std::size_t>(*jobs_) : context.threads;
    support::Error in_document{};
    const auto outcome = ask_audit(context, options_, request, in_document);
    if (!outcome) return failed.tell(outcome.error(), in_document);
    const auto& report = outcome->report;
    const auto about = wanted(report);
    if (!about) return failed.tell(about.error());
    context.output.write(as_document ? report::render_cost_json(report, *about)
                                     : report::render_cost_human(report, *about, screen_options(context, all_)));
    return report::unknown_costs(report).empty() ? ExitCode::success : ExitCode::inconclusive;
  }

 private:
  /// Error: usage, for a package that is not there.
  [[nodiscard]] Result<std::vector<report::PackageIx>> wanted(const report::Report& report) const {
    std::vector<report::PackageIx> found;
    if (!package_) return found;
    TRY_INTO(const auto spec, cargo::parse_package_spec(*package_));
    std::vector<std::string> names;
    for (std::size_t i = 0; i < report.packages.size(); ++i) {
      const auto& package = report.packages[i];
      names.push_back(package.name);
      const auto version = cargo::parse_version(package.version);
      const bool is_whole_id = spec.url || spec.kind;
      if (is_whole_id ? package.id == *package_
                      : package.name == spec.name && (!spec.version || (version && spec.version->fits(*version))))
        found.emplace_back(i);
    }
    if (!found.empty()) return found;
    return support::failure(ErrorKind::usage, fmt::format("no package matches `{}`{}", support::printable(*package_),
                                                          support::similar_name(spec.name, names)));
  }

  std::optional<std::string> package_;
  AuditOptions options_;
  std::optional<int> jobs_;
  std::optional<std::string> format_;
  bool all_ = false;
};

}  // namespace

std::unique_ptr<Command> make_cost_command();
std::unique_ptr<Command> make_cost_command() {
  return std::make_unique<CostCommand>();
}

}  // namespace plimsoll::cli
