// SPDX-License-Identifier: MIT OR Apache-2.0
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>

#include "command.h"
#include "plimsoll/source/advisory_store.h"
#include "plimsoll/source/closure_loader.h"

namespace plimsoll::cli {
namespace {

using support::ErrorKind;

std::string day(std::int64_t seconds) {
  return fmt::format("{:%Y-%m-%d %H:%M} UTC", std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

std::int64_t seconds_of(std::chrono::sys_days date) {
  return std::chrono::duration_cast<std::chrono::seconds>(date.time_since_epoch()).count();
}

std::string dated(std::int64_t seconds, std::int64_t now) {
  return fmt::format("{} ({} ago)", day(seconds), source::age_text(std::max<std::int64_t>(0, now - seconds)));
}

class DbCommand final : public Command {
 public:
  void describe(Arguments& arguments) override {
    arguments.choice("command", {"update", "status"}, command_, "Fetch the advisories now, or say how old they are");
    arguments.group("Advisories");
    arguments.value("--db", "PLACE", place_, "The address, in place of RustSec's (also PLIMSOLL_DB)");
  }

  [[nodiscard]] Uses uses() const override { return Uses::network; }

  ExitCode run(Context& context) override {
    if (!command_) return fail(context, {ErrorKind::usage, "`plimsoll db` needs one of `update`, `status`"});
    source::AdvisoryOptions options;
    if (!place_) place_ = context.world.environment.get("PLIMSOLL_DB");
    if (place_ && !place_->empty()) options.place = *place_;
    options.is_offline = context.options.offline || source::rules_network_out(context.world);
    source::AdvisoryStore store(context.world, options);
    return *command_ == "update" ? update(context, store) : status(context, store);
  }

 private:
  static ExitCode update(Context& context, source::AdvisoryStore& store) {
    const auto data = store.update();
    context.world.console.progress("");
    if (!data) {
      const bool wrong_use = data.error().kind == ErrorKind::usage;
      return fail(context, wrong_use ? ExitCode::usage : ExitCode::inconclusive, data.error());
    }
    auto text = fmt::format("{} advisories from {}\n", data->database.count(), data->place);
    if (data->commit_time)
      text += fmt::format("newest change {}\n", dated(*data->commit_time, context.world.clock.now()));
    for (const auto& unreadable : data->database.unreadable())
      text += fmt::format("could not read {}: {}\n", unreadable.path, unreadable.reason);
    context.output.write(text);
    return data->database.unreadable().empty() ? ExitCode::success : ExitCode::inconclusive;
  }

  /// A folder or a file is read where it lies.
  static ExitCode local_status(Context& context, source::AdvisoryStore& store) {
    const auto data = store.load();
    if (!data) return fail(context, ExitCode::inconclusive, data.error());
    auto text = fmt::format("place    {}\ncopy     none needed: it is read where it lies\n", data->place);
    text += fmt::format("records  {}\n", data->database.count());
    if (!data->commit.empty()) text += fmt::format("commit   {}\n", data->commit);
    const auto now = context.world.clock.now();
    if (data->commit_time)
      text += fmt::format("newest   {}\n", dated(*data->commit_time, now));
    else if (const auto newest = data->database.newest_date())
      text += fmt::format("newest   advisory of {:%Y-%m-%d} ({} ago)\n", *newest,
                          source::age_text(std::max<std::int64_t>(0, now - seconds_of(*newest))));
    context.output.write(text);
    return ExitCode::success;
  }

  static ExitCode status(Context& context, source::AdvisoryStore& store) {
    const auto known = store.status();
    if (!known.is_address) return local_status(context, store);
    const auto now = context.world.clock.now();
    auto text = fmt::format("place    {}\n", known.place);
    text += fmt::format("copy     {}\n", known.file.empty() ? "none; `plimsoll db update` fetches one" : known.file);
    if (!known.commit.empty()) text += fmt::format("commit   {}\n", known.commit);
    if (known.commit_time) text += fmt::format("newest   {}\n", dated(*known.commit_time, now));
    if (known.confirmed_at) text += fmt::format("checked  {}\n", dated(*known.confirmed_at, now));
    context.output.write(text);
    return ExitCode::success;
  }

  std::optional<std::string> command_;
  std::optional<std::string> place_;
};

}  // namespace

std::unique_ptr<Command> make_db_command();
std::unique_ptr<Command> make_db_command() {
  return std::make_unique<DbCommand>();
}

}  // namespace plimsoll::cli
