// Lets Node find what the page finds by its import map.
import { register } from "node:module";

const vendor = new URL("../../../web/vendor/", import.meta.url).href;
const source = `
const names = ${JSON.stringify({ "@preact/signals": "preact-signals-2.11.4.mjs", "@preact/signals-core": "preact-signals-core-1.14.5.mjs", preact: "preact-11.2.0.mjs", "preact/hooks": "preact-hooks-11.2.0.mjs", htm: "htm-3.1.1.mjs" })};
export const resolve = (name, context, next) => (names[name] ? { url: ${JSON.stringify(vendor)} + names[name], shortCircuit: true, format: "module" } : next(name, context));
export const load = async (url, context, next) => next(url, url.includes("/web/") && url.endsWith(".js") ? { ...context, format: "module" } : context);
`;
register(`data:text/javascript,${encodeURIComponent(source)}`);
