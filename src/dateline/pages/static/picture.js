// The picture of a process as PNG, drawn from its SVG file at twice its size; and the page for print.
const png = document.querySelector("[data-png]");
const print = document.querySelector("[data-print]");
const svg = document.querySelector("[data-svg]");

async function download() {
  const source = URL.createObjectURL(new Blob([await (await fetch(svg.href)).text()], { type: "image/svg+xml" }));
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width * 2, height: image.height * 2 });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(source);
  canvas.toBlob((blob) => {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: "process.png" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }, "image/png");
}

if (png && svg) {
  png.hidden = false;
  png.addEventListener("click", download);
}
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
