/* Drawing of plots: a new outline, other corners, a cut, a choice of plots to merge. The page only draws and
   snaps what is seen; the window makes exact coordinates of it and decides. */
(function () {
  "use strict";
  const { element } = window.DrentsControls;
  const { node } = window.DrentsSymbols;
  const CORNER_REACH_PX = 12;
  const EDGE_REACH_PX = 8;
  const HANDLE_PX = 11;
  const LEAST = { draw: 3, split: 2 };

  /* Area on the ground in m2 of a ring of lat/lng: planar, with the local radii of the ellipsoid. */
  function areaM2(ring) {
    const { distanceM } = window.DrentsMeasure;
    const origin = ring[0];
    const x = (p) => Math.sign(p.lng - origin.lng) * distanceM(L.latLng(origin.lat, origin.lng), L.latLng(origin.lat, p.lng));
    const y = (p) => Math.sign(p.lat - origin.lat) * distanceM(L.latLng(origin.lat, origin.lng), L.latLng(p.lat, origin.lng));
    return Math.abs(ring.reduce((sum, p, at) => {
      const q = ring[(at + 1) % ring.length];
      return sum + x(p) * y(q) - x(q) * y(p);
    }, 0)) / 2;
  }

  /* On which side of the line from a to b a place lies. */
  const side = (a, b, p) => Math.sign((b.lng - a.lng) * (p.lat - a.lat) - (b.lat - a.lat) * (p.lng - a.lng));

  /* Whether two edges of a closed ring cross; edges that only touch do not. The window checks it exactly. */
  function crosses(ring) {
    const edges = ring.map((p, at) => [p, ring[(at + 1) % ring.length]]);
    return edges.some(([a, b], at) => edges.slice(at + 2).some(([c, d]) =>
      side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0));
  }

  class DrawTool {
    /* told: { text, number, send, plotAt(point), outlines(ids) } */
    constructor(map, told) {
      Object.assign(this, { map, told, mode: "none", rings: [], open: [], snap: [], picked: [] });
      const pane = map.createPane("drawing");
      pane.style.zIndex = 640;
      this.svg = node("svg", { class: "dm-drawing leaflet-zoom-hide" }, pane);
      this.bar = element("div", "dm-drawbar dm-blocks dm-card", map.getContainer());
      this.bar.setAttribute("role", "toolbar");
      this.hint = element("span", "dm-drawbar-hint", this.bar);
      this.size = element("span", "dm-drawbar-size", this.bar);
      this.size.setAttribute("role", "status");
      this.done = this._button("dm-drawbar-done", () => this.finish());
      this.cancel = this._button("dm-drawbar-cancel", () => this.abandon());
      this.bar.hidden = true;
      L.DomEvent.disableClickPropagation(this.bar);
      map.on("mousemove", (event) => this._hover(event));
      map.on("moveend viewreset resize", () => this.draw());
      this.svg.addEventListener("mousedown", (event) => this._grab(event));
    }

    get isOn() {
      return this.mode !== "none";
    }

    _button(name, act) {
      const made = element("button", "dm-drawbar-button " + name, this.bar);
      made.type = "button";
      made.addEventListener("click", act);
      return made;
    }

    start(message) {
      this.mode = message.mode;
      const latlngs = (rings) => rings.map((ring) => ring.map((p) => L.latLng(p[1], p[0])));
      this.groups = message.polygons.map(latlngs);
      this.snap = latlngs(message.snap);
      this.open = [];
      this.picked = message.ids.slice();
      this.isTouched = false;
      this.isBegun = false;
      this.pointer = null;
      this.map.getContainer().classList.toggle("dm-is-drawing", this.isOn);
      this.map.doubleClickZoom[this.isOn ? "disable" : "enable"]();
      this.bar.hidden = !this.isOn;
      this.setTexts();
      this.draw();
    }

    setTexts() {
      if (!this.isOn) {
        return;
      }
      const { text } = this.told;
      this.hint.textContent = text("draw." + this.mode);
      this.done.textContent = text("draw.done");
      this.cancel.textContent = text("draw.cancel");
      this.bar.setAttribute("aria-label", text("draw.bar"));
    }

    /* --- what a person does ----------------------------------------------------------- */

    click(event) {
      if (this.mode === "merge") {
        const plot = this.told.plotAt(event.containerPoint);
        if (plot) {
          this.picked = this.picked.includes(plot.id) ? this.picked.filter((id) => id !== plot.id) : [...this.picked, plot.id];
          this.isTouched = true;
          this.told.send({ type: "picked", ids: this.picked });
        }
      } else if (this.mode !== "reshape") {
        const place = this._snapped(event.latlng);
        if (this.mode === "draw" && this.open.length >= LEAST.draw && this._isNear(place, this.open[0])) {
          this.finish();
          return;
        }
        /* A second click on the last corner ends it: so a double click does, however slow. */
        if (this.open.length && this._isNear(place, this.open[this.open.length - 1])) {
          this.finish();
          return;
        }
        this.open.push(place);
      }
      this.draw();
    }

    key(event) {
      const act = {
        Enter: () => !event.target.closest("button") && this.finish(), Escape: () => this.abandon(),
        Backspace: () => this._takeBack(), Delete: () => this._takeBack(),
      }[event.key];
      if (!act || act() === false) {
        return false;
      }
      event.preventDefault();
      event.stopPropagation();
      return true;
    }

    finish() {
      if (!this.isOn || !this._isEnough() || this._isCrossed()) {
        return;
      }
      const plain = (ring) => ring.map((p) => [p.lng, p.lat]);
      const polygons = this.mode === "reshape" ? this.groups.map((rings) => rings.map(plain)) : this.mode === "merge" ? [] : [[plain(this.open)]];
      this.told.send({ type: "drawn", mode: this.mode, polygons, ids: this.picked });
    }

    abandon() {
      this.told.send({ type: "drawn", mode: "none", polygons: [], ids: [] });
    }

    _isCrossed() {
      const rings = this.mode === "reshape" ? this.groups.flat() : this.mode === "draw" ? [this.open] : [];
      return rings.some(crosses);
    }

    _isEnough() {
      return this.mode === "reshape" || (this.mode === "merge" ? this.picked.length > 1 : this.open.length >= LEAST[this.mode]);
    }

    _takeBack() {
      const held = this.lastHandle;
      if (this.mode === "reshape" && held && this.groups[held.group][held.ring].length > 3) {
        this.groups[held.group][held.ring].splice(held.at, 1);
        this.isTouched = true;
        this.lastHandle = null;
      } else {
        this.open.pop();
      }
      this.draw();
    }

    _hover(event) {
      if (this.drag) {
        this._pull(event.latlng);
      } else if (this.mode === "draw" || this.mode === "split") {
        this.pointer = this._snapped(event.latlng);
        this.draw();
      }
    }

    /* --- dragging ----------------------------------------------------------------------- */

    _grab(event) {
      const handle = event.target.dataset;
      if (this.mode !== "reshape" || handle.kind === undefined) {
        return;
      }
      const spot = { group: Number(handle.group), ring: Number(handle.ring), at: Number(handle.at) };
      if (handle.kind === "middle") {
        const ring = this.groups[spot.group][spot.ring];
        spot.at += 1;
        ring.splice(spot.at, 0, this._middle(ring[spot.at - 1], ring[spot.at % ring.length]));
      }
      this.drag = { ...spot, whole: handle.kind === "whole", from: this.map.mouseEventToLatLng(event) };
      this.lastHandle = this.drag.whole ? null : spot;
      this.map.dragging.disable();
      document.addEventListener("mouseup", () => this._release(), { once: true });
      event.stopPropagation();
      event.preventDefault();
    }

    _pull(latlng) {
      this.isTouched = true;
      if (this.drag.whole) {
        const [dLat, dLng] = [latlng.lat - this.drag.from.lat, latlng.lng - this.drag.from.lng];
        const shifted = (p) => L.latLng(p.lat + dLat, p.lng + dLng);
        this.groups[this.drag.group] = this.groups[this.drag.group].map((ring) => ring.map(shifted));
        this.drag.from = latlng;
      } else {
        this.groups[this.drag.group][this.drag.ring][this.drag.at] = this._snapped(latlng);
      }
      this.draw();
    }

    _release() {
      this.drag = null;
      this.map.dragging.enable();
      this.draw();
    }

    /* --- snapping ------------------------------------------------------------------------- */

    _isNear(one, other) {
      return this.map.latLngToContainerPoint(one).distanceTo(this.map.latLngToContainerPoint(other)) <= CORNER_REACH_PX;
    }

    _middle(one, other) {
      return L.latLng((one.lat + other.lat) / 2, (one.lng + other.lng) / 2);
    }

    /* A corner in reach wins over an edge, also a nearer one: what people aim at is the shared corner. */
    _snapped(latlng) {
      const here = this.map.latLngToContainerPoint(latlng);
      let best = null;
      let reach = CORNER_REACH_PX;
      const own = this.mode === "draw" && this.open.length ? [[this.open[0]]] : [];
      for (const ring of [...own, ...this.snap]) {
        for (const corner of ring) {
          const distance = this.map.latLngToContainerPoint(corner).distanceTo(here);
          if (distance <= reach) {
            [best, reach] = [corner, distance];
          }
        }
      }
      return best || this._onEdge(latlng, here);
    }

    _onEdge(latlng, here) {
      let best = latlng;
      let reach = EDGE_REACH_PX;
      for (const ring of this.snap) {
        ring.forEach((corner, at) => {
          const next = ring[(at + 1) % ring.length];
          const [a, b] = [this.map.latLngToContainerPoint(corner), this.map.latLngToContainerPoint(next)];
          const length2 = (b.x - a.x) ** 2 + (b.y - a.y) ** 2;
          const share = length2 ? Math.max(0, Math.min(1, ((here.x - a.x) * (b.x - a.x) + (here.y - a.y) * (b.y - a.y)) / length2)) : 0;
          const distance = Math.hypot(a.x + share * (b.x - a.x) - here.x, a.y + share * (b.y - a.y) - here.y);
          if (distance <= reach) {
            best = L.latLng(corner.lat + share * (next.lat - corner.lat), corner.lng + share * (next.lng - corner.lng));
            reach = distance;
          }
        });
      }
      return best;
    }

    /* --- what is seen ----------------------------------------------------------------------- */

    draw() {
      this.svg.replaceChildren();
      this.svg.style.display = this.isOn ? "" : "none";
      if (!this.isOn) {
        return;
      }
      const size = this.map.getSize();
      L.DomUtil.setPosition(this.svg, this.map.containerPointToLayerPoint([0, 0]));
      this.svg.setAttribute("width", size.x);
      this.svg.setAttribute("height", size.y);
      if (this.mode === "reshape") {
        this._drawGroups();
      } else if (this.mode === "merge") {
        this.told.outlines(this.picked).forEach((path) => node("path", { d: path, class: "dm-draw-picked", "fill-rule": "evenodd" }, this.svg));
      } else {
        this._drawOpen();
      }
      this._tellBegun();
      const isCrossed = this._isCrossed();
      this.done.disabled = isCrossed || !this._isEnough();
      this.size.classList.toggle("dm-drawbar-fault", isCrossed);
      this.size.textContent = isCrossed ? this.told.text("draw.crosses") : this._sizeText();
    }

    /* The window asks before it ends a drawing with something in it. */
    _tellBegun() {
      const isBegun = this.isTouched || this.open.length > 0;
      if (isBegun !== this.isBegun) {
        this.isBegun = isBegun;
        this.told.send({ type: "sketched", is_begun: isBegun });
      }
    }

    _path(ring, isClosed) {
      return ring.map((p, at) => {
        const point = this.map.latLngToContainerPoint(p);
        return (at ? "L" : "M") + point.x + " " + point.y;
      }).join("") + (isClosed ? "Z" : "");
    }

    _drawOpen() {
      const line = this.pointer ? [...this.open, this.pointer] : this.open;
      if (line.length) {
        node("path", { d: this._path(line, this.mode === "draw" && line.length > 2), class: "dm-draw-" + this.mode }, this.svg);
      }
      this.open.forEach((corner) => this._dot(corner, "dm-draw-corner", {}));
      if (this.pointer) {
        this._dot(this.pointer, "dm-draw-pointer", {});
      }
    }

    _drawGroups() {
      this.groups.forEach((rings, group) => {
        node("path", {
          d: rings.map((ring) => this._path(ring, true)).join(""), class: "dm-draw-draw dm-draw-whole", "fill-rule": "evenodd",
          "data-kind": "whole", "data-group": group, "data-ring": 0, "data-at": 0,
        }, this.svg);
        rings.forEach((ring, at) => this._handles(ring, group, at));
      });
    }

    _handles(ring, group, number) {
      ring.forEach((corner, at) => {
        const spot = { "data-group": group, "data-ring": number, "data-at": at };
        this._dot(this._middle(corner, ring[(at + 1) % ring.length]), "dm-draw-middle", { ...spot, "data-kind": "middle" });
        this._dot(corner, "dm-draw-corner", { ...spot, "data-kind": "corner" });
      });
    }

    _dot(latlng, name, data) {
      const point = this.map.latLngToContainerPoint(latlng);
      const half = HANDLE_PX / (name === "dm-draw-corner" ? 2 : 3);
      node("rect", { x: point.x - half, y: point.y - half, width: 2 * half, height: 2 * half, class: name, ...data }, this.svg);
    }

    _sizeText() {
      const { text, number } = this.told;
      if (this.mode === "merge") {
        return text("draw.picked").replace("{count}", () => number(this.picked.length, 0));
      }
      const line = this.pointer ? [...this.open, this.pointer] : this.open;
      const rings = this.mode === "reshape" ? this.groups : line.length > 2 && this.mode === "draw" ? [[line]] : [];
      const square = rings.reduce((sum, [outer, ...holes]) => sum + areaM2(outer) - holes.reduce((all, hole) => all + areaM2(hole), 0), 0);
      return rings.length ? text("draw.area").replace("{area}", () => number(square, 0)) : "";
    }

    state() {
      const pixel = (p) => { const point = this.map.latLngToContainerPoint(p); return [point.x, point.y]; };
      return { mode: this.mode, open: this.open.map(pixel), picked: this.picked, size: this.size.textContent,
        corners: this.mode === "reshape" ? this.groups.map((rings) => rings.map((ring) => ring.map(pixel))) : [] };
    }
  }

  window.DrentsDrawing = { DrawTool, areaM2 };
})();
