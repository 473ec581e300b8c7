// SPDX-License-Identifier: MIT OR Apache-2.0
import { command, sentence } from "../data/requests";
import type { Request } from "../data/report";
import { use_page } from "../page";
import { Command, Facts, Message, PackageLink, PackageList, PlaceText } from "../parts/text";
import { number_text, seconds_text } from "../parts/wording";
import { Part } from "./finding_page";

export function RequestPage({ request }: { request: Request }) {
  const { model } = use_page();
  const { saves } = request;
  const rows: [string, string | false][] = [
    ["Compile time", saves.cost_seconds > 0 && seconds_text(saves.cost_seconds)],
    ["Longest chain", saves.critical_path_seconds > 0 && seconds_text(saves.critical_path_seconds)],
    ["Packages", saves.packages > 0 && number_text(saves.packages)],
    ["Units", saves.units > 0 && number_text(saves.units)],
    ["Build scripts", saves.build_scripts > 0 && number_text(saves.build_scripts)],
    ["Proc macros", saves.proc_macros > 0 && number_text(saves.proc_macros)],
    ["Features", saves.features > 0 && number_text(saves.features)],
  ];
  return (
    <>
      <p class="over-title">request tried out</p>
      <h2 tabIndex={-1}><Message text={sentence(model, request)} /></h2>
      {request.location && <p><PlaceText at={request.location} /></p>}
      {request.void_because && <p class="warned"><Message text={request.void_because} /></p>}
      <Part title="What would go">
        <Facts rows={rows} />
        {rows.every(([, value]) => !value) && <p>Nothing: something else asks for the same.</p>}
      </Part>
      {request.gone.length > 0 && (
        <Part title="Packages that would go">
          <PackageList all={request.gone} few={24} />
        </Part>
      )}
      <Part title="To try it again"><Command text={command(request)} /></Part>
      {request.member !== null && <Part title="Who asks"><p><PackageLink ix={request.member} /></p></Part>}
    </>
  );
}
