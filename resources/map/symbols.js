/* Shapes, hatches and small drawings. Nothing here knows data, texts or the map. */
(function () {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  function node(name, attributes, parent) {
    const made = document.createElementNS(SVG, name);
    for (const key in attributes || {}) {
      made.setAttribute(key, attributes[key]);
    }
    if (parent) {
      parent.appendChild(made);
    }
    return made;
  }

  function polygon(points) {
    return "M" + points.map((p) => p[0].toFixed(1) + " " + p[1].toFixed(1)).join("L") + "Z";
  }

  /* The path of a shape with "radius" r around (x, y); areas look alike, so squares are a bit smaller. */
  const SHAPES = {
    circle: (x, y, r) =>
      "M" + (x - r) + " " + y + "a" + r + " " + r + " 0 1 0 " + 2 * r + " 0a" + r + " " + r + " 0 1 0 " + -2 * r + " 0Z",
    square: (x, y, r) => polygon([[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]]),
    triangle: (x, y, r) => polygon([[x, y - 1.2 * r], [x + 1.15 * r, y + 0.9 * r], [x - 1.15 * r, y + 0.9 * r]]),
    diamond: (x, y, r) => polygon([[x, y - 1.3 * r], [x + 1.3 * r, y], [x, y + 1.3 * r], [x - 1.3 * r, y]]),
    star: (x, y, r) =>
      polygon([...Array(10).keys()].map((at) => {
        const reach = (at % 2 ? 0.62 : 1.5) * r;
        return [x + reach * Math.sin((at * Math.PI) / 5), y - reach * Math.cos((at * Math.PI) / 5)];
      })),
    cross: (x, y, r) =>
      "M" + (x - r) + " " + (y - r) + "L" + (x + r) + " " + (y + r) +
      "M" + (x + r) + " " + (y - r) + "L" + (x - r) + " " + (y + r),
  };

  function shapePath(shape, x, y, radius) {
    return (SHAPES[shape] || SHAPES.circle)(x, y, radius);
  }

  /* A pattern over the fill: lines at 45 degrees, crossed lines or dots; period and line in screen pixels. */
  function hatch(defs, id, fill, mark) {
    const period = mark.period;
    const pattern = node("pattern", {
      id: id, width: period, height: period,
      patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
    }, defs);
    node("rect", { width: period, height: period, fill: fill || "none" }, pattern);
    const half = period / 2;
    const pen = { fill: "none", stroke: mark.colour, "stroke-width": mark.line };
    if (mark.kind === "dots") {
      node("circle", { cx: half, cy: half, r: mark.line, fill: mark.colour }, pattern);
    } else {
      const across = mark.kind === "crossed" ? "M0 " + half + "H" + period : "";
      node("path", { ...pen, d: "M" + half + " 0V" + period + across }, pattern);
    }
    return "url(#" + id + ")";
  }

  /* The same hatch as a canvas pattern, for the plots. */
  function canvasHatch(context, fill, mark) {
    const size = Math.round(mark.period * Math.SQRT2);
    const tile = document.createElement("canvas");
    tile.width = tile.height = size;
    const pen = tile.getContext("2d");
    pen.fillStyle = fill;
    pen.fillRect(0, 0, size, size);
    pen.strokeStyle = mark.colour;
    pen.lineWidth = mark.line;
    pen.fillStyle = mark.colour;
    pen.beginPath();
    if (mark.kind === "dots") {
      pen.arc(size / 2, size / 2, mark.line, 0, 2 * Math.PI);
      pen.fill();
    }
    for (const shift of mark.kind === "dots" ? [] : [-size, 0, size]) {
      pen.moveTo(shift - 1, size + 1);
      pen.lineTo(shift + size + 1, -1);
      if (mark.kind === "crossed") {
        pen.moveTo(shift - 1, -1);
        pen.lineTo(shift + size + 1, size + 1);
      }
    }
    pen.stroke();
    return context.createPattern(tile, "repeat");
  }

  const ICONS = {
    plus: "M12 5v14M5 12h14",
    minus: "M5 12h14",
    whole: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
    layers: "M12 3 3 8l9 5 9-5zM3 12l9 5 9-5M3 16l9 5 9-5",
    rings: "M12 3.5a8.5 8.5 0 1 0 .01 0M12 11a1 1 0 1 0 .01 0",
    measure: "M3.5 16.5l13-13 4 4-13 13zM7 13l2 2M10 10l2 2M13 7l2 2",
    fold: "M6 9l6 6 6-6",
    clock: "M12 3.5a8.5 8.5 0 1 0 .01 0M12 7.5V12l3.2 2",
    alert: "M12 4 2.8 20h18.4zM12 10v4.4M12 17.2v.4",
    tick: "M4.5 12.5l5 5 10-11",
    box: "M5 8V5h3M11 5h2M16 5h3v3M19 11v2M19 16v3h-3M13 19h-2M8 19H5v-3M5 13v-2",
    lasso: "M12 4.5c5 0 8.5 2.4 8.5 5.7s-3.5 5.8-8.5 5.8-8.5-2.5-8.5-5.8S7 4.5 12 4.5M7.5 15a2 2 0 1 0 2 2.2c0 2-1.2 3.1-3 3.3",
    grip: "M9 6h.01M9 12h.01M9 18h.01M15 6h.01M15 12h.01M15 18h.01",
    hand: "M9 6v12M15 6v12",
    factory: "M5 19V9l5 3V9l5 3V6h4v13z",
  };

  function icon(name, size, parent) {
    const drawn = node("svg", { viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" }, parent);
    drawn.setAttribute("class", "dm-icon dm-icon-" + name);
    node("path", { d: ICONS[name] }, drawn);
    return drawn;
  }

  window.DrentsSymbols = { node, shapePath, hatch, canvasHatch, icon, iconPath: (name) => ICONS[name] };
})();
