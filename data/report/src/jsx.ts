// SPDX-License-Identifier: MIT OR Apache-2.0
// What JSX becomes; the build puts it into every file, so the names are ones that no file uses.
export { Fragment as jsx_fragment, h as jsx_element } from "preact";
