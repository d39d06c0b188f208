/* Plots: one binary reply, drawn on one canvas, so that 100,000 of them pan without hitches.

   Layout, little endian: uint32 count of plots, uint32 count of rings, uint32 count of points; per ring
   uint32 plot number; per ring uint32 first point; per plot uint8 status (padded to a multiple of 4); then
   per point two float32, Web Mercator metres from the origin that the message names. */
(function () {
  "use strict";
  const { canvasHatch, node, hatch } = window.DrentsSymbols;
  const MIN_ZOOM = 12.5;
  const PORTION = 100;
  /* On so few pixels a plot shows no more than its box does, which takes a third of the time of its outline. */
  const BOX_PX = 5;
  const FADED = 0.45;
  const R = 6378137;

  class PlotLayer {
    constructor(map) {
      this.map = map;
      this.count = 0;
      this.visible = true;
      this.offers = new Set();
      this.inView = new Set();
      this.isFaded = false;
      const pane = map.createPane("plots");
      pane.style.pointerEvents = "none";
      this.canvas = document.createElement("canvas");
      this.canvas.className = "leaflet-zoom-hide";
      pane.appendChild(this.canvas);
      map.on("moveend resize", () => this.draw());
    }

    async load(message) {
      const buffer = message.base64 ? Uint8Array.from(atob(message.base64), (c) => c.charCodeAt(0)).buffer : await (await fetch(message.url)).arrayBuffer();
      const [count, rings, points] = new Uint32Array(buffer, 0, 3);
      let at = 12;
      this.ringPlot = new Uint32Array(buffer, at, rings);
      at += 4 * rings;
      this.ringStart = new Uint32Array(buffer, at, rings);
      at += 4 * rings;
      this.status = new Uint8Array(buffer, at, count);
      at += Math.ceil(count / 4) * 4;
      this.xy = new Float32Array(buffer, at, 2 * points);
      this.count = count;
      this.points = points;
      this.origin = message.origin;
      this.statusIds = message.statuses;
      this.index = message.index || (message.index_url ? await (await fetch(message.index_url)).json() : null);
      this._boxes();
      this.draw();
    }

    _boxes() {
      this.box = new Float32Array(4 * this.count);
      for (let plot = 0; plot < this.count; plot += 1) {
        this.box.set([Infinity, Infinity, -Infinity, -Infinity], 4 * plot);
      }
      for (let ring = 0; ring < this.ringPlot.length; ring += 1) {
        const o = 4 * this.ringPlot[ring];
        for (let p = this.ringStart[ring]; p < this._ringEnd(ring); p += 1) {
          const x = this.xy[2 * p];
          const y = this.xy[2 * p + 1];
          this.box[o] = Math.min(this.box[o], x);
          this.box[o + 1] = Math.min(this.box[o + 1], y);
          this.box[o + 2] = Math.max(this.box[o + 2], x);
          this.box[o + 3] = Math.max(this.box[o + 3], y);
        }
      }
    }

    _ringEnd(ring) {
      return ring + 1 < this.ringStart.length ? this.ringStart[ring + 1] : this.points;
    }

    setTheme(theme) {
      this.theme = theme;
      this.draw();
    }

    setOffers(ids) {
      this.offers = new Set(ids || []);
      this.draw();
    }

    /* Under zones or a colour of the sites the plots step back, and stay readable. */
    setFaded(isFaded) {
      if (isFaded !== this.isFaded) {
        this.isFaded = isFaded;
        this.draw();
      }
    }

    setVisible(visible) {
      this.visible = visible;
      this.draw();
    }

    isDrawn() {
      return this.visible && this.count > 0 && this.map.getZoom() >= MIN_ZOOM;
    }

    /* Container pixels from metres: one factor and a shift, since Web Mercator is linear in both. */
    _scale() {
      const factor = (256 * Math.pow(2, this.map.getZoom())) / (2 * Math.PI * R);
      const corner = this.map.getPixelBounds().min;
      const half = Math.PI * R;
      return { factor, dx: (this.origin[0] + half) * factor - corner.x, dy: (half - this.origin[1]) * factor - corner.y };
    }

    draw() {
      const size = this.map.getSize();
      const ratio = window.devicePixelRatio || 1;
      this.canvas.style.display = this.isDrawn() ? "" : "none";
      this.inView.clear();
      if (!this.isDrawn() || !this.theme) {
        return;
      }
      L.DomUtil.setPosition(this.canvas, this.map.containerPointToLayerPoint([0, 0]));
      Object.assign(this.canvas, { width: size.x * ratio, height: size.y * ratio });
      Object.assign(this.canvas.style, { width: size.x + "px", height: size.y + "px" });
      const pen = this.canvas.getContext("2d");
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      const visible = this._visibleRings(size);
      this.statusIds.forEach((id, status) => {
        if (visible[status].length) {
          this.inView.add(id);
        }
        const style = this.theme.plots.find((each) => each.id === id);
        pen.fillStyle = style.hatch ? canvasHatch(pen, style.fill, style.hatch) : style.fill;
        pen.strokeStyle = style.stroke;
        pen.lineWidth = style.stroke_width;
        pen.setLineDash(style.dash);
        this._paint(pen, this._boxed(pen, visible[status], style), true);
      });
      pen.strokeStyle = this.theme.variables["--dm-accent"];
      pen.lineWidth = 2.4;
      pen.setLineDash([]);
      this._paint(pen, visible.flat().filter((ring) => this._isOffer(ring)), false);
    }

    _isOffer(ring) {
      return this.index !== null && this.offers.size > 0 && this.offers.has(this.index[this.ringPlot[ring]][0]);
    }

    /* The rings in view, by status. */
    _visibleRings(size) {
      const { factor, dx, dy } = this._scale();
      const left = -dx / factor;
      const right = (size.x - dx) / factor;
      const top = dy / factor;
      const bottom = (dy - size.y) / factor;
      const found = this.statusIds.map(() => []);
      for (let ring = 0; ring < this.ringPlot.length; ring += 1) {
        const plot = this.ringPlot[ring];
        const o = 4 * plot;
        if (this.box[o] <= right && this.box[o + 2] >= left && this.box[o + 1] <= top && this.box[o + 3] >= bottom) {
          found[this.status[plot]].push(ring);
        }
      }
      return found;
    }

    /* Draws the plots that are small on the screen as boxes; returns the rings of the others. */
    _boxed(pen, rings, style) {
      if (this.isFaded) {
        return rings;
      }
      const { factor, dx, dy } = this._scale();
      const others = [];
      const small = [];
      for (const ring of rings) {
        const plot = this.ringPlot[ring];
        const o = 4 * plot;
        if (Math.max(this.box[o + 2] - this.box[o], this.box[o + 3] - this.box[o + 1]) * factor > BOX_PX) {
          others.push(ring);
        } else if (ring === 0 || this.ringPlot[ring - 1] !== plot) {
          small.push(o);
        }
      }
      for (const [colour, wider] of [[style.stroke, style.stroke_width / 2], [style.fill, -style.stroke_width / 2]]) {
        pen.fillStyle = colour;
        for (const o of small) {
          const width = (this.box[o + 2] - this.box[o]) * factor + 2 * wider;
          const height = (this.box[o + 3] - this.box[o + 1]) * factor + 2 * wider;
          if (width > 0 && height > 0) {
            pen.fillRect(this.box[o] * factor + dx - wider, dy - this.box[o + 3] * factor - wider, width, height);
          }
        }
      }
      pen.fillStyle = style.hatch ? canvasHatch(pen, style.fill, style.hatch) : style.fill;
      return others;
    }

    /* In portions, since the time for one path grows faster than its rings; a plot's rings stay together. */
    _paint(pen, rings, isFilled) {
      const { factor, dx, dy } = this._scale();
      for (let at = 0; at < rings.length; ) {
        pen.beginPath();
        const until = at + PORTION;
        while (at < rings.length && (at < until || this.ringPlot[rings[at]] === this.ringPlot[rings[at - 1]])) {
          const ring = rings[at];
          const end = this._ringEnd(ring);
          let p = this.ringStart[ring];
          pen.moveTo(this.xy[2 * p] * factor + dx, dy - this.xy[2 * p + 1] * factor);
          for (p += 1; p < end - 1; p += 1) {
            pen.lineTo(this.xy[2 * p] * factor + dx, dy - this.xy[2 * p + 1] * factor);
          }
          pen.closePath();
          at += 1;
        }
        if (isFilled) {
          pen.globalAlpha = this.isFaded ? FADED : 1;
          pen.fill();
          pen.globalAlpha = 1;
        }
        pen.stroke();
      }
    }

    /* Corners and middle of a plot in pixels of the container; none where the plot is not drawn. */
    spotsOf(id) {
      const plot = this.index && this.isDrawn() ? this.index.findIndex((each) => each[0] === id) : -1;
      if (plot < 0) {
        return [];
      }
      const { factor, dx, dy } = this._scale();
      const [left, low, right, high] = this.box.slice(4 * plot, 4 * plot + 4);
      return [[left, low], [left, high], [right, low], [right, high], [(left + right) / 2, (low + high) / 2]]
        .map(([x, y]) => L.point(x * factor + dx, dy - y * factor));
    }

    /* The outlines of plots as SVG paths in pixels of the container. */
    outlines(ids) {
      const { factor, dx, dy } = this._scale();
      const paths = new Map(ids.map((id) => [id, ""]));
      for (let ring = 0; this.index && ring < this.ringPlot.length; ring += 1) {
        const id = this.index[this.ringPlot[ring]][0];
        if (paths.has(id)) {
          const corners = [];
          for (let p = this.ringStart[ring]; p < this._ringEnd(ring); p += 1) {
            corners.push(this.xy[2 * p] * factor + dx + " " + (dy - this.xy[2 * p + 1] * factor));
          }
          paths.set(id, paths.get(id) + "M" + corners.join("L") + "Z");
        }
      }
      return [...paths.values()];
    }

    /* The plot under a point of the container, or null. */
    at(point) {
      if (!this.isDrawn() || !this.index) {
        return null;
      }
      const { factor, dx, dy } = this._scale();
      const x = (point.x - dx) / factor;
      const y = (dy - point.y) / factor;
      const found = new Set();
      for (let ring = 0; ring < this.ringPlot.length; ring += 1) {
        const o = 4 * this.ringPlot[ring];
        if (x >= this.box[o] && x <= this.box[o + 2] && y >= this.box[o + 1] && y <= this.box[o + 3] && this._isInside(ring, x, y)) {
          const plot = this.ringPlot[ring];
          found[found.has(plot) ? "delete" : "add"](plot);
        }
      }
      for (const plot of found) {
        return { id: this.index[plot][0], name: this.index[plot][1], status: this.statusIds[this.status[plot]] };
      }
      return null;
    }

    _isInside(ring, x, y) {
      const start = this.ringStart[ring];
      const end = this._ringEnd(ring);
      let inside = false;
      for (let p = start, q = end - 1; p < end; q = p, p += 1) {
        const yp = this.xy[2 * p + 1];
        const yq = this.xy[2 * q + 1];
        if (yp > y !== yq > y && x < ((this.xy[2 * q] - this.xy[2 * p]) * (y - yp)) / (yq - yp) + this.xy[2 * p]) {
          inside = !inside;
        }
      }
      return inside;
    }

    swatch(style, svg) {
      const defs = node("defs", {}, svg);
      const fill = style.hatch ? hatch(defs, "dm-plot-" + style.id, style.fill, style.hatch) : style.fill;
      node("rect", { x: 2, y: 2, width: 18, height: 12, fill, "fill-opacity": this.isFaded ? FADED : 1, stroke: style.stroke, "stroke-width": style.stroke_width,
        "stroke-dasharray": style.dash.length ? style.dash.join(" ") : "none" }, svg);
    }
  }

  window.DrentsPlotLayer = PlotLayer;
})();
