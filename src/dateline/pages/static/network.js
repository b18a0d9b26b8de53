// A network of actors drawn by sigma; laid out here, the same each time, so that a picture can be found again.
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const ROUNDS = 260;

// Fruchterman and Reingold (1991): nodes push one another away, edges pull.
function layOut(nodes, edges) {
  const area = 1 / Math.sqrt(nodes.length || 1);
  nodes.forEach((node, n) => Object.assign(node, { x: Math.cos((2 * Math.PI * n) / nodes.length), y: Math.sin((2 * Math.PI * n) / nodes.length) }));
  for (let round = 0; round < ROUNDS; round += 1) {
    const heat = 0.12 * (1 - round / ROUNDS);
    for (const node of nodes) node.dx = node.dy = 0;
    for (let i = 0; i < nodes.length; i += 1) {
      for (let j = i + 1; j < nodes.length; j += 1) {
        const [x, y] = [nodes[i].x - nodes[j].x, nodes[i].y - nodes[j].y];
        const push = (area * area) / (x * x + y * y + 1e-4);
        nodes[i].dx += x * push; nodes[i].dy += y * push;
        nodes[j].dx -= x * push; nodes[j].dy -= y * push;
      }
    }
    for (const [one, other] of edges) {
      const [x, y] = [one.x - other.x, one.y - other.y];
      const pull = Math.hypot(x, y) / area / 8;
      one.dx -= x * pull; one.dy -= y * pull;
      other.dx += x * pull; other.dy += y * pull;
    }
    for (const node of nodes) {
      node.dx -= node.x * 0.25; node.dy -= node.y * 0.25;
      const length = Math.hypot(node.dx, node.dy) || 1;
      node.x += (node.dx / length) * Math.min(length, heat);
      node.y += (node.dy / length) * Math.min(length, heat);
    }
  }
}

function build(dyads, centre) {
  const nodes = new Map();
  const node = (key, name) => nodes.get(key) || nodes.set(key, { key, name, events: 0 }).get(key);
  const edges = dyads.map((dyad) => {
    const pair = [node(dyad.key, dyad.name), node(dyad.other_key, dyad.other_name)];
    for (const end of pair) end.events += dyad.events;
    return [...pair, dyad];
  });
  layOut([...nodes.values()], edges);
  const graph = new graphology.Graph({ type: "undirected" });
  for (const { key, name, events, x, y } of nodes.values()) {
    graph.addNode(key, { label: name, x, y, size: 3 + 2.2 * Math.sqrt(events), color: key === centre ? colour("--accent") : colour("--quiet") });
  }
  for (const [one, other, dyad] of edges) {
    const quad = dyad.by_quad.indexOf(Math.max(...dyad.by_quad)) + 1;
    graph.addEdge(one.key, other.key, { size: 0.8 + Math.sqrt(dyad.events), color: colour(`--q${quad}`) });
  }
  return graph;
}

async function draw(holder) {
  const { dyads } = await (await fetch(holder.dataset.network)).json();
  holder.replaceChildren();
  if (!dyads.length) return;
  const network = new Sigma(build(dyads, holder.dataset.centre), holder, {
    labelColor: { color: colour("--ink") }, labelFont: colour("--sans"), labelSize: 12, labelRenderedSizeThreshold: 5, zIndex: true,
    defaultDrawNodeHover: hover,
  });
  network.on("clickNode", ({ node }) => location.assign(`/actors/${encodeURIComponent(node)}`));
  network.on("enterNode", () => (holder.style.cursor = "pointer"));
  network.on("leaveNode", () => (holder.style.cursor = ""));
  holder.dataset.ready = "1";
}

function hover(context, data, settings) {
  const size = settings.labelSize;
  context.font = `600 ${size}px ${settings.labelFont}`;
  const width = context.measureText(data.label).width + 8;
  context.fillStyle = colour("--accent-soft");
  context.fillRect(data.x + data.size, data.y - size / 2 - 3, width, size + 6);
  context.fillStyle = colour("--ink");
  context.fillText(data.label, data.x + data.size + 4, data.y + size / 3);
}

const drawAll = () => document.querySelectorAll("[data-network]").forEach(draw);
drawAll();
document.addEventListener("dateline:theme", drawAll);
document.addEventListener("htmx:after:swap", drawAll);
