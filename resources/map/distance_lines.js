/* Straight lines from the selected site to what its distances count from, each with its distance. */
(function () {
  "use strict";
  const { node } = window.DrentsSymbols;
  const { rect, textWidth } = window.DrentsPlacing;
  /* A shorter line is hidden by the ring around the site; one below the second says nothing of where it goes. */
  const LEAST_PX = 14;
  const LABEL_PX = 30;
  /* Along the part in view, from the middle to its ends. */
  const ALONG = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8];

  class DistanceLines {
    constructor(map) {
      this.map = map;
      this.lines = [];
      this.drawn = [];
    }

    show(lines) {
      this.lines = lines.map((line) => ({ ...line, points: line.points.map((p) => L.latLng(p[1], p[0])) }));
    }

    /* Under badges and names; an end that lies out of view is left to the edge. */
    drawLines(notes) {
      this.drawn = [];
      const bounds = L.bounds([notes.view.left, notes.view.top], [notes.view.right, notes.view.bottom]);
      for (const line of this.lines) {
        const [from, to] = line.points.map((each) => this.map.latLngToLayerPoint(each));
        const part = from.distanceTo(to) < LEAST_PX ? null : L.LineUtil.clipSegment(from, to, bounds, false, true);
        if (part) {
          const d = "M" + part.map((p) => p.x.toFixed(1) + " " + p.y.toFixed(1)).join("L");
          node("path", { d, class: "dm-distance-under" }, notes.under);
          node("path", { d, class: "dm-distance dm-distance-" + line.id }, notes.under);
          this._end(notes, line, to, bounds);
          this.drawn.push({ ...line, part });
        }
      }
    }

    /* The present location has a symbol of its own. */
    _end(notes, line, to, bounds) {
      if (line.id === "junction" && bounds.contains(to)) {
        node("rect", { x: to.x - 4, y: to.y - 4, width: 8, height: 8, class: "dm-distance-end" }, notes.under);
        notes.room.take(rect(to.x - 5, to.y - 5, 10, 10));
      }
    }

    /* In full where there is room, else the distance alone: its line says where it leads. */
    drawLabels(notes) {
      for (const line of this.drawn) {
        const [from, to] = line.part;
        const found = from.distanceTo(to) < LABEL_PX ? null : [line.label, line.short].map((text) => this._spot(notes, line, text)).find(Boolean);
        line.isLabelled = Boolean(found);
        if (found) {
          const { text, box } = found;
          notes.room.take(box);
          const group = node("g", { class: "dm-distance-label" }, notes.over);
          node("rect", { x: box.left, y: box.top, width: box.right - box.left, height: 18, rx: 3 }, group);
          notes._text(text, (box.left + box.right) / 2, box.top + 13, "", "middle", group);
        }
      }
    }

    /* The first free place on the line, else beside it; never over the other line. */
    _spot(notes, line, text) {
      const [from, to] = line.part;
      const width = textWidth(text, 11, 600) + 12;
      const beside = width / 2 + 8;
      const others = this.drawn.filter((each) => each !== line).map((each) => each.part);
      const covers = (box, [start, end]) => L.LineUtil.clipSegment(start, end, L.bounds([box.left, box.top], [box.right, box.bottom]), false, false);
      /* A short line would vanish under it. */
      const asides = [[0, 0], [0, -18], [0, 18], [beside, 0], [-beside, 0], [0, -34], [0, 34], [beside, 14], [-beside, 14], [beside, -14], [-beside, -14]]
        .slice(from.distanceTo(to) > 1.3 * width ? 0 : 1);
      for (const share of ALONG) {
        const [x, y] = [from.x + share * (to.x - from.x), from.y + share * (to.y - from.y)];
        for (const [right, down] of asides) {
          const box = rect(x + right - width / 2, y + down - 9, width, 18);
          if (notes.room.fits(box) && !others.some((each) => covers(box, each))) {
            return { text, box };
          }
        }
      }
      return null;
    }

    legendRows() {
      /* Asked before all is laid out anew. */
      const seen = this.lines.filter((line) => {
        const [from, to] = line.points.map((each) => this.map.latLngToLayerPoint(each));
        return from.distanceTo(to) >= LEAST_PX;
      });
      return seen.map((line) => ({
        draw: (svg) => node("path", { d: "M2 8L20 8", class: "dm-distance dm-distance-" + line.id }, svg), text: line.row,
      }));
    }

    state() {
      const drawn = new Map(this.drawn.map((line) => [line.id, line.isLabelled]));
      return this.lines.map(({ id, label }) => ({ id, label, isDrawn: drawn.has(id), isLabelled: drawn.get(id) || false }));
    }
  }

  window.DrentsDistanceLines = DistanceLines;
})();
