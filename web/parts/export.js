// The export dialog: what it will be, what is copied and what is encoded, how far it is, and the file.
import { useEffect, useRef, useState } from "preact/hooks";
import { html, Icon, Button, Round } from "./shared.js";
import { get, of, post, wordsOf } from "../lib/api.js";
import { attempt } from "../lib/actions.js";
import { ago, amount, size, t, wait } from "../lib/i18n.js";
import { clock } from "../lib/timecode.js";
import * as store from "../lib/store.js";

const FORMATS = { "mp4-h264": ["mp4", "h264"], "mp4-hevc": ["mp4", "hevc"], "mp4-av1": ["mp4", "av1"], "webm-vp9": ["webm", "vp9"], "mov-prores": ["mov", "prores"] };
const FORMAT_NAMES = { "mp4-h264": "MP4 H.264", "mp4-hevc": "MP4 HEVC", "mp4-av1": "MP4 AV1", "webm-vp9": "WebM", "mov-prores": "MOV ProRes" };
const SIZES = ["2160p", "1440p", "1080p", "720p"];
const SIZE_NAMES = { "2160p": "4K", "1440p": "1440p", "1080p": "1080p", "720p": "720p" };
const PLATFORMS = ["youtube", "bilibili", "tiktok", "douyin", "reels", "shorts", "xiaohongshu", "wechat", "instagram", "twitter"];
const RATES = [24, 25, 30, 50, 60];
const PLAN_MS = 250;
/** What went wrong is shown so far; all of it behind "Details". */
const WHY_MOST = 160;

/** A row of choices, one of them taken; arrows move, as in any radio group. */
function Choice({ label, value, options, onPick }) {
  return html`<div class="export-row" role="radiogroup" aria-label=${label}><span class="export-label">${label}</span><span class="segments">${options.map(([key, words]) => html`
    <label class=${value === key ? "on" : ""}><input type="radio" name=${label} checked=${value === key} onChange=${() => onPick(key)} /><span>${words}</span></label>`)}</span></div>`;
}

function Plan({ wished }) {
  const [plan, setPlan] = useState(null), [error, setError] = useState(null);
  useEffect(() => {
    const stop = new AbortController();
    const asked = setTimeout(() => post(of(store.session.value.id, "/plan"), wished, { signal: stop.signal }).then((found) => { setPlan(found); setError(null); }, (problem) => { if (problem.name !== "AbortError") setError(problem); }), PLAN_MS);
    return () => { clearTimeout(asked); stop.abort(); };
  }, [JSON.stringify(wished), store.session.value.revision]);
  if (error) return html`<div class="plan done failed" role="alert"><${Icon} name="warning" /><span>${wordsOf(error)}</span></div>`;
  if (!plan) return html`<div class="plan"><div class="skeleton" style=${{ height: "42px" }}></div></div>`;
  const share = plan.frames ? plan.frames_copied / plan.frames : 0;
  return html`<div class="plan">
    <div class="plan-line"><b class="grow">${plan.width}×${plan.height} · ${plan.rate} fps · ${clock(store.length.value)}</b>${plan.bytes && html`<span class="muted">≈ ${size(plan.bytes)}</span>`}${plan.seconds && html`<span class="muted">≈ ${wait(plan.seconds)}</span>`}</div>
    <div class="split-bar" role="img" aria-label=${t("export.share", { copied: plan.frames_copied, encoded: plan.frames_encoded })}><i style=${{ width: `${share * 100}%` }}></i></div>
    <div class="small muted">${t("export.share", { copied: amount(plan.frames_copied), encoded: amount(plan.frames_encoded) })}${plan.frames_kept > 0 ? ` · ${t("export.kept", { n: amount(plan.frames_kept) })}` : ""}</div>
    <details class="small"><summary>${t("export.why")}</summary><ul class="mono tiny why" tabindex="0">${plan.lines.map((one) => html`<li>${one}</li>`)}</ul></details>
  </div>`;
}

/** Takes over how the exports stand, without waiting to be told. */
async function looked() {
  store.jobs.value = (await get(of(store.session.value.id, "/exports"))).jobs;
}

const paces = new Map();

/** Frames a second since we began to look; nothing before there is something to tell. */
function pace(job) {
  const now = performance.now(), kept = paces.get(job.id);
  if (!kept || job.done < kept.done) { paces.set(job.id, { done: job.done, at: now }); return 0; }
  return now - kept.at > 1500 && job.done > kept.done ? ((job.done - kept.done) / (now - kept.at)) * 1000 : 0;
}

function Running({ job, place }) {
  const cancel = () => attempt(() => post(`/api/render/proxy/lambda/${encodeURIComponent(job.id)}/cancel`));
  const running = job.state === "running", fps = running ? pace(job) : 0;
  const stage = running ? t(`stage.${job.stage || "planning"}`) : place ? t("export.place", { n: place }) : t("export.queued");
  const details = running ? [job.total > 0 && t("export.frame", { done: amount(job.done), total: amount(job.total) }), fps > 0 && t("export.fps", { n: amount(fps, 1) }), job.seconds_left && t("export.left", { time: wait(job.seconds_left) }), t("export.close_tab")].filter(Boolean).join(" · ") : t("export.close_tab");
  return html`<li class="plan"><div class="plan-line"><b class="grow">${stage} r${job.request?.revision}</b><span class="mono small">${running ? `${job.percent} %` : ""}</span></div>
    <div class="bar ${running && !job.percent ? "busy" : ""}" role="progressbar" aria-label=${t("export")} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${job.percent}><i style=${running && !job.percent ? {} : { width: `${job.percent}%` }}></i></div>
    <div class="plan-line small"><span class="grow muted">${details}</span><button type="button" class="link" disabled=${job.cancelling} onClick=${cancel}>${t(job.cancelling ? "export.cancelling" : "export.cancel")}</button></div></li>`;
}

function Finished({ job }) {
  const [copied, setCopied] = useState(false);
  const report = job.result?.value ?? job.result ?? {}, address = `/api/render/proxy/${encodeURIComponent(job.id)}/download`;
  const facts = [report.size_bytes && size(report.size_bytes), report.width && `${report.width}×${report.height}`, report.frames_copied > 0 && t("export.copied_share", { percent: Math.round((report.frames_copied / report.frames) * 100) }), ago(job.ended || job.created)].filter(Boolean).join(" · ");
  const link = async () => {
    const answer = await attempt(() => get(`/api/render/proxy/lambda/${encodeURIComponent(job.id)}`));
    const url = answer && new URL(answer.outputUrl ?? answer.output?.url ?? address, location.href).href;
    if (url) setCopied(await copy(url));
  };
  const again = () => attempt(async () => {
    await post(`/api/render/proxy/lambda/${encodeURIComponent(job.id)}/again`);
    await looked();
  });
  const [why, ...rest] = (job.error ?? "").trim().split("\n"), long = rest.length > 0 || why.length > WHY_MOST;
  return html`<li class="plan done ${job.state}"><${Icon} name=${job.state === "done" ? "check" : "warning"} /><div class="grow"><b class="cut">${job.request?.file ?? job.id} <span class="badge">r${job.request?.revision}</span></b>
    <div class="small muted">${job.state === "done" ? facts : job.state === "cancelled" ? t("export.cancelled") : why ? t("export.failed_why", { why: why.slice(0, WHY_MOST) }) : t("export.failed")}</div>
    ${job.state === "failed" && long && html`<details class="small"><summary>${t("details")}</summary><pre class="mono tiny" tabindex="0">${job.error}</pre></details>`}</div>
    ${job.state !== "done" && html`<${Button} icon="retry" onClick=${again}>${t("again")}<//>`}
    ${job.state === "done" && html`<${Round} icon=${copied ? "check" : "link"} label=${t("export.link")} onClick=${link} /><a class="button" href=${address} download=${job.request?.file ?? ""}><${Icon} name="export" />${t("download")}</a>`}</li>`;
}

/** Copies text where the browser lets us: the clipboard API is missing on plain http. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}

export function Export({ onClose }) {
  const canvas = store.project.value.canvas, short = Math.min(canvas.width, canvas.height);
  const own = SIZES.find((name) => parseInt(name, 10) === short) ?? "own";
  const [wanted, setWanted] = useState({ size: own, format: "mp4-h264", rate: "own", platform: "", quality: "high" });
  const started = useRef(0);
  const put = (part) => setWanted({ ...wanted, ...part });
  const [container, codec] = FORMATS[wanted.format];
  const wished = {
    format: container, codec, quality: wanted.quality,
    size: wanted.size === "own" || wanted.size === own ? null : wanted.size,
    rate: wanted.rate === "own" ? null : Number(wanted.rate),
    platform: wanted.platform || null,
  };
  const start = () => attempt(async () => {
    const id = `render_${Date.now()}_${(started.current += 1)}`;
    const output = { format: container, codec, quality: wanted.quality, resolution: wished.size, fps: wished.rate, platform: wished.platform };
    await post("/api/render/proxy/lambda", { id, sessionId: store.session.value.id, output });
    await looked();
  });
  const all = store.jobs.value, open = all.filter((job) => job.state === "running" || job.state === "waiting"), over = all.filter((job) => !open.includes(job)).reverse();
  const sizes = own === "own" ? [["own", t("export.own", { size: `${canvas.width}×${canvas.height}` })], ...SIZES.map((name) => [name, SIZE_NAMES[name]])] : SIZES.map((name) => [name, SIZE_NAMES[name]]);
  return html`<div class="sheet-head"><h2 class="grow" id="dialog-title">${t("export")}</h2><${Round} icon="close" label=${t("close")} onClick=${onClose} /></div>
    <div class="sheet-body">
      <${Choice} label=${t("export.size")} value=${wanted.size} options=${sizes} onPick=${(size) => put({ size, platform: "" })} />
      <${Choice} label=${t("export.format")} value=${wanted.format} options=${Object.entries(FORMAT_NAMES)} onPick=${(format) => put({ format })} />
      <${Choice} label=${t("export.rate")} value=${wanted.rate} options=${[["own", t("export.own", { size: store.project.value.canvas.rate_text })], ...RATES.filter((one) => one !== canvas.rate.seconds).map((one) => [String(one), String(one)])]} onPick=${(rate) => put({ rate })} />
      <div class="export-row"><label class="export-label" for="platform">${t("export.platform")}</label><select id="platform" class="field" value=${wanted.platform} onChange=${(event) => put({ platform: event.currentTarget.value })}>
        <option value="">${t("export.no_platform")}</option>${PLATFORMS.map((name) => html`<option value=${name}>${t(`platform.${name}`)}</option>`)}</select>
        <label class="hidden" for="quality">${t("export.quality")}</label><select id="quality" class="field" value=${wanted.quality} onChange=${(event) => put({ quality: event.currentTarget.value })}>${["draft", "standard", "high", "best"].map((name) => html`<option value=${name}>${t(`quality.${name}`)}</option>`)}</select></div>
      <${Plan} wished=${wished} />
      <ul class="renders" aria-label=${t("export.list")} aria-live="polite">${open.map((job, at) => html`<${Running} key=${job.id} job=${job} place=${at} />`)}${over.slice(0, 20).map((job) => html`<${Finished} key=${job.id} job=${job} />`)}
        ${store.exported.value.filter((one) => one.state === "done" && !all.some((job) => job.export === one.id)).slice(-5).reverse().map((one) => html`<li class="plan done" key=${one.id}><${Icon} name="check" /><div class="grow"><b class="cut">${one.file}</b><div class="small muted">${t("export.elsewhere")} · ${ago(one.ended)}</div></div></li>`)}</ul>
    </div>
    <div class="sheet-foot">${open.length > 0 && html`<${Button} onClick=${onClose}>${t("export.background")}<//>`}<${Button} primary onClick=${start}>${t("export.start")}<//></div>`;
}
