// SPDX-License-Identifier: MIT OR Apache-2.0
// A way from a member to a package, each step with the declaration that makes it.
import { use_page } from "../page";
import { PackageLink, PlaceText } from "../parts/text";

export function WayLines({ way }: { way: number[] }) {
  const { model } = use_page();
  return (
    <ol class="way-lines">
      {way.map((ix, at) => {
        const link = at === 0 ? undefined : model.packages[way[at - 1]!]?.dependencies.find((one) => one.package === ix);
        return (
          <li key={ix}>
            <PackageLink ix={ix} />
            {link && <span class="asked">asked for as <code>{link.requirement ?? "any version"}</code>{link.kind !== "normal" && ` (${link.kind})`}{link.features.length > 0 && <> with <code>{link.features.join(", ")}</code></>} <PlaceText at={link.location} /></span>}
          </li>
        );
      })}
    </ol>
  );
}
