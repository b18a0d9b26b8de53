// Charts drawn by uPlot from the table that stands under each: what is drawn is what is written.
const loaded = {};
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function load(address) {
  loaded[address] ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
  return loaded[address];
}

function read(figure) {
  const rows = [...figure.querySelectorAll("tbody tr")].map((row) => [...row.children].map((cell) => cell.textContent.trim()));
  const number = (text) => (text === "" ? null : +text);
  const seconds = rows.map(([period]) => Date.UTC(+period.slice(0, 4), period.length > 4 ? +period.slice(5, 7) - 1 : 0, period.length > 7 ? +period.slice(8) : 1) / 1000);
  return { periods: rows.map((row) => row[0]), seconds, columns: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => rows.map((row) => number(row[n]))) };
}

const sums = (columns) => {
  let total = columns[0].map(() => 0);
  return columns.map((column) => (total = total.map((value, n) => value + (column[n] || 0))));
};

function axes(unit) {
  const stroke = colour("--quiet");
  const grid = { stroke: colour("--rule"), width: 1 };
  const font = `12px ${colour("--sans")}`;
  return [
    { stroke, grid: { show: false }, ticks: { stroke: colour("--rule") }, font },
    { stroke, grid, ticks: { show: false }, font, label: unit, labelFont: font, labelSize: 18, size: 46, incrs: unit === "score" ? undefined : [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000, 100000] },
  ];
}

// Dragging over a chart narrows the time: the address takes the first and last period.
function narrow(periods) {
  return (plot) => {
    const { left, width } = plot.select;
    if (width < 4) return;
    const [from, to] = [plot.posToIdx(left), plot.posToIdx(left + width)];
    const address = new URL(location.href);
    const end = periods[to];
    address.searchParams.set("since", (periods[from] + "-01-01").slice(0, 10));
    const last = end.length === 7 ? new Date(Date.UTC(+end.slice(0, 4), +end.slice(5), 0)).toISOString().slice(0, 10) : end.length === 4 ? `${end}-12-31` : end;
    address.searchParams.set("until", last);
    address.searchParams.delete("after");
    location.assign(address);
  };
}

function draw(figure) {
  const { periods, seconds, columns } = read(figure);
  const plot = figure.querySelector("[data-plot]");
  plot.replaceChildren();
  if (!periods.length) return;
  const width = Math.max(280, plot.clientWidth);
  const isBrushed = location.pathname === "/";
  const base = {
    width, legend: { live: true }, tzDate: (stamp) => window.uPlot.tzDate(new Date(stamp * 1e3), "UTC"),
    cursor: { sync: { key: "time" }, drag: { x: isBrushed, y: false, setScale: false } },
    hooks: isBrushed ? { setSelect: [narrow(periods)] } : {},
  };
  const time = { label: "", value: (_, __, ___, n) => (n == null ? "–" : periods[n]) };
  const pad = periods.length > 1 ? (seconds[1] - seconds[0]) / 2 : 86400 * 15;
  const scales = { x: { time: true, range: (_, low, high) => [low - pad, high + pad] } };
  if (figure.dataset.chart === "score") {
    scales.y = { range: [-10, 10] };
    const line = { label: "mean score", stroke: colour("--accent"), width: 2, points: { show: true, size: 6, fill: colour("--accent") }, spanGaps: true };
    new window.uPlot({ ...base, height: 240, scales, series: [time, line], axes: axes("score") }, [seconds, columns[4]], plot);
    return;
  }
  const names = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"];
  const stacked = sums(columns.slice(0, 4));
  const bars = window.uPlot.paths.bars({ size: [0.82, 40], align: 0 });
  const series = [3, 2, 1, 0].map((n) => ({
    label: names[n], fill: colour(`--q${n + 1}`), stroke: colour(`--q${n + 1}`), width: 0, paths: bars, points: { show: false },
    value: (_, __, ___, at) => (at == null ? "–" : columns[n][at]),
  }));
  scales.y = { range: (_, __, high) => [0, Math.max(1, high * 1.08)] };
  new window.uPlot({ ...base, height: 220, scales, series: [time, ...series], axes: axes("events") }, [seconds, stacked[3], stacked[2], stacked[1], stacked[0]], plot);
  if (columns[7].some((value) => value)) {
    const edge = { stroke: "transparent", points: { show: false }, width: 0 };
    const killed = [
      { ...edge, label: "killed, high" }, { ...edge, label: "low" },
      { label: "best", stroke: colour("--ink"), width: 1.5, points: { show: true, size: 5, fill: colour("--ink") } },
    ];
    const band = { series: [1, 2], fill: colour("--k-casualties") };
    new window.uPlot({ ...base, height: 150, scales, series: [time, ...killed], bands: [band], axes: axes("killed") }, [seconds, columns[7], columns[5], columns[6]], plot);
  }
}

export async function drawCharts(within, isAgain = false) {
  const figures = [...within.querySelectorAll("[data-chart]")].filter((figure) => isAgain || !figure.dataset.drawn);
  if (!figures.length) return;
  await load("/static/vendor/uplot/uPlot.iife.min.js");
  for (const figure of figures) {
    figure.dataset.drawn = "1";
    draw(figure);
  }
}

let waiting;
addEventListener("resize", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => drawCharts(document, true), 200);
});
