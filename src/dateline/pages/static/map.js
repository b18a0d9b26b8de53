// The map: settlements as circles, provinces as discs, countries as shades; what is imprecise is never a pin.
import { LngLatBounds, Map as LibreMap, Marker, NavigationControl, Popup, AttributionControl, setWorkerUrl } from "./vendor/maplibre-gl/maplibre-gl.mjs";

setWorkerUrl(new URL("./vendor/maplibre-gl/maplibre-gl-worker.mjs", import.meta.url).href);
const holder = document.getElementById("map");
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const fetched = async (address) => (await fetch(address)).json();
const empty = { type: "FeatureCollection", features: [] };

function style() {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: empty, attribution: "Natural Earth" },
      areas: { type: "geojson", data: empty },
      places: { type: "geojson", data: empty, cluster: true, clusterRadius: 32, clusterMaxZoom: 7, clusterProperties: sums() },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": colour("--sunk") } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour("--raised") } },
      { id: "shade", type: "fill", source: "land", paint: { "fill-color": quadColour(), "fill-opacity": ["case", [">", ["get", "number"], 0], 0.28, 0] } },
      { id: "borders", type: "line", source: "land", paint: { "line-color": colour("--rule-strong"), "line-width": 0.7 } },
      { id: "areas", type: "fill", source: "areas", paint: { "fill-color": quadColour(), "fill-opacity": 0.32 } },
      { id: "area-edges", type: "line", source: "areas", paint: { "line-color": quadColour(), "line-width": 1.2, "line-dasharray": [3, 2] } },
      { id: "places", type: "circle", source: "places", paint: {
        "circle-color": ["case", ["has", "cluster"], mostOf(), quadColour()], "circle-opacity": 0.85, "circle-stroke-color": colour("--raised"), "circle-stroke-width": 1.2,
        "circle-radius": ["interpolate", ["linear"], ["sqrt", ["+", ["get", "number"], ["get", "killed"]]], 1, 5, 10, 18, 40, 34],
      } },
    ],
  };
}

// A cluster sums what its places hold; it takes the colour of the class of most.
function sums() {
  const found = { number: ["+", ["get", "number"]], killed: ["+", ["get", "killed"]] };
  for (const n of [0, 1, 2, 3]) found[`of${n + 1}`] = ["+", ["at", n, ["get", "by_quad"]]];
  return found;
}

function mostOf() {
  const most = ["max", ...[1, 2, 3, 4].map((n) => ["get", `of${n}`])];
  return ["case", ...[4, 3, 2, 1].flatMap((n) => [["==", ["get", `of${n}`], most], colour(`--q${n}`)]), colour("--quiet")];
}

function quadColour() {
  return ["match", ["get", "quad"], 1, colour("--q1"), 2, colour("--q2"), 3, colour("--q3"), 4, colour("--q4"), colour("--quiet")];
}

// world-atlas is cut for the globe: a ring that crosses the date line jumps by 360 degrees. Laid flat, it must run on beyond it.
function flatRing(ring) {
  let turn = 0;
  const flat = ring.map(([lon, lat], n) => {
    if (n) turn += Math.abs(lon - ring[n - 1][0]) > 180 ? (lon < ring[n - 1][0] ? 360 : -360) : 0;
    return [lon + turn, lat];
  });
  const [first, last] = [flat[0], flat.at(-1)];
  const pole = flat[0][1] < 0 ? -85 : 85;
  return Math.abs(last[0] - first[0]) > 180 ? [...flat, [last[0], pole], [first[0], pole], first] : flat;
}

function flat(countries) {
  for (const { geometry } of countries.features) {
    if (geometry?.type === "Polygon") geometry.coordinates = geometry.coordinates.map(flatRing);
    if (geometry?.type === "MultiPolygon") geometry.coordinates = geometry.coordinates.map((polygon) => polygon.map(flatRing));
  }
  return countries;
}

function shades(countries, codes, features) {
  const told = new globalThis.Map();
  for (const { properties } of features) if (properties.precision === "country" && properties.country) told.set(properties.country, properties);
  for (const country of countries.features) {
    const found = told.get(codes[country.id]);
    country.properties = { name: country.properties.name, number: 0, quad: 0, ...(found || {}), precision: "country" };
  }
  return countries;
}

// Countries are shaded by what the whole world's answer says; points and provinces are those of the part that is seen.
function fill(map, countries, codes, world, seen) {
  const of = (...precisions) => ({ ...empty, features: seen.features.filter((f) => f.geometry && precisions.includes(f.properties.precision)) });
  map.getSource("land").setData(shades(countries, codes, world.features));
  map.getSource("areas").setData(of("admin1"));
  map.getSource("places").setData(of("point", "place"));
}

// Where the store holds more than can be told place by place, the server answers with cells of a grid; a smaller part is asked for anew.
function boxOf(map) {
  const bounds = map.getBounds();
  const [west, east] = [Math.max(bounds.getWest(), -180), Math.min(bounds.getEast(), 180)];
  return [west, Math.max(bounds.getSouth(), -90), east, Math.min(bounds.getNorth(), 90)].map((edge) => edge.toFixed(3)).join(",");
}

function placesAt(period, box) {
  const address = new URL(holder.dataset.places, location.origin);
  if (period) {
    const [since, until] = daysOf(period);
    address.searchParams.set("since", since);
    address.searchParams.set("until", until);
  }
  if (box) address.searchParams.set("box", box);
  return fetched(address);
}

const PRECISIONS = { point: "exact point", place: "town or village", admin1: "somewhere in this province", country: "somewhere in this country" };

const plural = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;
const parsed = (value) => (typeof value === "string" ? JSON.parse(value) : value);

function told(properties) {
  const box = document.createElement("div");
  const line = (tag, text) => box.appendChild(Object.assign(document.createElement(tag), { textContent: text }));
  line("strong", properties.name);
  line("div", PRECISIONS[properties.precision] || "");
  const counted = properties.incidents === undefined ? plural(properties.number, "event") : plural(properties.incidents, "incident");
  line("div", `${counted}${properties.killed ? `, ${properties.killed} killed` : ""}${properties.disputed ? `, ${properties.disputed} disputed` : ""}`);
  const list = box.appendChild(document.createElement("ul"));
  for (const { id, type, day } of parsed(properties.latest || "[]")) {
    const item = list.appendChild(document.createElement("li"));
    item.append(Object.assign(document.createElement("a"), { href: `/incidents/${encodeURIComponent(id)}`, textContent: `${type} ${day || ""}` }));
  }
  const address = new URL(properties.incidents === undefined ? "/events" : "/incidents", location.origin);
  for (const [name, value] of new URLSearchParams(location.search)) if (value && name !== "as_of") address.searchParams.set(name, value);
  address.searchParams.set("place", properties.name);
  if (properties.country) address.searchParams.set("country", properties.country);
  Object.assign(box.appendChild(document.createElement("a")), { href: address.href, textContent: "All of them" });
  return box;
}

// A place that stands alone in its cell, with its latest incidents: asked for when it is clicked on.
async function toldAt({ geometry, properties }, period) {
  const [lon, lat] = geometry.coordinates.map((degrees) => Math.round(degrees * 1e3) / 1e3);
  const near = await placesAt(period, [lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01].join());
  return near.features.find((f) => f.properties.name === properties.name)?.properties || properties;
}

// Numbers of clusters and cells as text of the page: the map has no fonts of its own, and asks no other host for any.
function label(map, shown) {
  const seen = new Set();
  for (const { properties, geometry } of map.querySourceFeatures("places")) {
    if (!properties.cluster && properties.name) continue;
    const id = properties.cluster ? properties.cluster_id : geometry.coordinates.join();
    if (seen.has(id)) continue;
    seen.add(id);
    if (shown.has(id)) continue;
    const element = Object.assign(document.createElement("span"), { className: "cluster", textContent: properties.number });
    element.setAttribute("aria-hidden", "true");
    shown.set(id, new Marker({ element }).setLngLat(geometry.coordinates).addTo(map));
  }
  for (const [id, marker] of shown) if (!seen.has(id)) (marker.remove(), shown.delete(id));
}

function frame(map, features) {
  const bounds = new LngLatBounds();
  for (const { geometry } of features) {
    if (geometry?.type === "Point") bounds.extend(geometry.coordinates);
    if (geometry?.type === "Polygon") for (const corner of geometry.coordinates[0]) bounds.extend(corner);
  }
  if (!bounds.isEmpty()) map.fitBounds(bounds, { padding: 50, maxZoom: 6, duration: 0 });
}

// The slider shows one period of the series at a time; its last step is all of it.
function prepareTime(show) {
  const bar = document.querySelector("[data-map-time]");
  const periods = [...document.querySelectorAll("#periods option")].map((option) => option.label);
  if (periods.length < 2) return;
  const [slider, shown, play] = ["slider", "shown", "play"].map((name) => bar.querySelector(`[data-${name}]`));
  bar.hidden = false;
  slider.max = periods.length;
  slider.value = periods.length;
  let timer;
  const step = () => {
    const period = periods[+slider.value];
    shown.textContent = period || "all of it";
    show(period);
  };
  const stop = () => {
    clearInterval(timer);
    timer = undefined;
    play.textContent = "Play";
  };
  slider.addEventListener("input", step);
  play.addEventListener("click", () => {
    if (timer) return stop();
    if (+slider.value >= periods.length) slider.value = 0;
    play.textContent = "Stop";
    step();
    timer = setInterval(() => {
      slider.value = +slider.value + 1;
      step();
      if (+slider.value >= periods.length) stop();
    }, 700);
  });
}

function daysOf(period) {
  if (period.length === 10) return [period, period];
  if (period.length === 4) return [`${period}-01-01`, `${period}-12-31`];
  return [`${period}-01`, new Date(Date.UTC(+period.slice(0, 4), +period.slice(5), 0)).toISOString().slice(0, 10)];
}

// The countries: Natural Earth's, or those of the file that the site was started with (GeoJSON, ids as ISO numbers).
async function basemap() {
  const found = await fetched(holder.dataset.basemap || "/static/vendor/world-atlas/countries-50m.json");
  return found.type === "Topology" ? topojson.feature(found, found.objects.countries || Object.values(found.objects)[0]) : found;
}

async function start() {
  const [atlas, codes, all] = await Promise.all([basemap(), fetched("/static/vendor/country-codes.json"), placesAt()]);
  let [world, seen, period] = [all, all, undefined];
  const countries = flat(atlas);
  const map = new LibreMap({ container: holder, style: style(), center: [30, 20], zoom: 1.2, attributionControl: false, maxZoom: 9, renderWorldCopies: false });
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new AttributionControl({ compact: true }));
  map.on("load", () => {
    fill(map, countries, codes, world, seen);
    frame(map, world.features);
    map.once("idle", () => (holder.dataset.ready = "1"));
  });
  let asked = 0;
  const look = async () => {
    const mine = ++asked;
    const found = world.cells ? await placesAt(period, boxOf(map)) : world;
    if (mine !== asked) return;
    seen = found;
    fill(map, countries, codes, world, seen);
  };
  map.on("moveend", () => world.cells && look());
  const labels = new globalThis.Map();
  map.on("idle", () => label(map, labels));
  map.on("movestart", () => (labels.forEach((marker) => marker.remove()), labels.clear()));
  for (const layer of ["places", "areas", "shade"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
  map.on("click", async (event) => {
    const [found] = map.queryRenderedFeatures(event.point, { layers: ["places", "areas", "shade"] }).filter((f) => f.properties.number > 0);
    if (found?.properties.cluster) {
      const zoom = await map.getSource("places").getClusterExpansionZoom(found.properties.cluster_id);
      return map.easeTo({ center: found.geometry.coordinates, zoom });
    }
    if (found?.layer.id === "places" && !found.properties.name) return map.easeTo({ center: found.geometry.coordinates, zoom: map.getZoom() + 2 });
    if (found?.layer.id === "places" && seen.cells) found.properties = await toldAt(found, period);
    if (found) new Popup({ maxWidth: "260px" }).setLngLat(event.lngLat).setDOMContent(told(found.properties)).addTo(map);
  });
  window.datelineMap = map;
  if (document.querySelector("[data-map-time]")) prepareTime(async (chosen) => {
    const mine = ++asked;
    const found = chosen ? await placesAt(chosen) : all;
    if (mine !== asked) return;
    [world, period] = [found, chosen];
    await look();
  });
  document.addEventListener("dateline:theme", () => {
    map.setStyle(style());
    map.once("styledata", () => fill(map, countries, codes, world, seen));
  });
}

start();
