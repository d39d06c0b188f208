/* Choosing sites by an area: a rectangle or a free line drawn on the map, or what is in view. The window answers. */
(function () {
  "use strict";
  const { node, shapePath } = window.DrentsSymbols;
  const { element } = window.DrentsControls;
  /* What is chosen lies under the numbers of a match, where nobody moved these; what is being drawn over all. */
  const MARKS_Z = 589;
  const TRACE_Z = 635;
  const LEAST_PX = 4;
  const STEP_PX = 3;
  const MARK_PX = 9;
  const SMALL_PX = 18;

  class AreaTool {
    /* told: { text, send, sites, plots, pressed(mode) } */
    constructor(map, told) {
      Object.assign(this, { map, told, mode: "none", trace: null, found: { ids: [], plots: [] } });
      this.svg = this._pane("area", TRACE_Z);
      this.marks = this._pane("area_found", MARKS_Z);
      this.hint = element("div", "dm-area-hint dm-blocks dm-card", map.getContainer());
      this.hint.setAttribute("role", "status");
      this.hint.hidden = true;
      map.getContainer().addEventListener("mousedown", (event) => this._press(event), true);
      map.getContainer().addEventListener("click", (event) => this._swallow(event), true);
      document.addEventListener("mousemove", (event) => this._pull(event));
      document.addEventListener("mouseup", (event) => this._release(event));
      map.on("moveend viewreset resize", () => this.draw());
    }

    _pane(name, zIndex) {
      const pane = this.map.createPane(name);
      pane.style.zIndex = zIndex;
      pane.style.pointerEvents = "none";
      return node("svg", { class: "dm-area leaflet-zoom-hide", width: 1, height: 1 }, pane);
    }

    get isOn() {
      return this.mode !== "none";
    }

    start(mode) {
      this.mode = mode;
      this.trace = null;
      this.map.getContainer().classList.toggle("dm-is-selecting", this.isOn);
      this.setTexts();
      this.told.pressed(mode);
      this.draw();
    }

    setTexts() {
      this.hint.hidden = !this.isOn;
      this.hint.textContent = this.isOn ? this.told.text("area." + this.mode) : "";
    }

    /* First the area that is being drawn goes, then the tool, then what was chosen. */
    escape() {
      if (this.trace || this.isOn) {
        this.start("none");
        return true;
      }
      if (this.found.ids.length || this.found.plots.length) {
        this._ask([]);
        return true;
      }
      return false;
    }

    askView() {
      const { x, y } = this.map.getSize();
      this._ask([L.point(0, 0), L.point(x, 0), L.point(x, y), L.point(0, y)]);
    }

    show(found) {
      this.found = found;
      this.draw();
    }

    _point(event) {
      const home = this.map.getContainer().getBoundingClientRect();
      const size = this.map.getSize();
      const within = (value, most) => Math.max(0, Math.min(most, value));
      return L.point(within(event.clientX - home.left, size.x), within(event.clientY - home.top, size.y));
    }

    _press(event) {
      if (!this.isOn || event.button !== 0 || event.target.closest(".dm-blocks")) {
        return;
      }
      this.trace = [this._point(event)];
      this.isSwallowing = true;
      event.preventDefault();
      event.stopPropagation();
      this.map.getContainer().focus({ preventScroll: true });
    }

    _pull(event) {
      if (!this.trace) {
        return;
      }
      const point = this._point(event);
      if (this.mode === "box") {
        this.trace = [this.trace[0], point];
      } else if (point.distanceTo(this.trace[this.trace.length - 1]) >= STEP_PX) {
        this.trace.push(point);
      }
      this.draw();
    }

    _release(event) {
      if (!this.trace) {
        return;
      }
      this._pull(event);
      const corners = this._corners();
      const box = L.bounds(corners).getSize();
      this.trace = null;
      /* A press without a pull is no area: the tool waits for one. */
      if (Math.max(box.x, box.y) < LEAST_PX || corners.length < 3) {
        this.draw();
        return;
      }
      this.start("none");
      this._ask(corners);
    }

    /* The click that ends a pull is none on what lies there. */
    _swallow(event) {
      if (this.isSwallowing) {
        this.isSwallowing = false;
        event.stopPropagation();
        event.preventDefault();
      }
    }

    _corners() {
      if (this.mode !== "box" || this.trace.length < 2) {
        return this.trace;
      }
      const [a, b] = this.trace;
      return [a, L.point(b.x, a.y), b, L.point(a.x, b.y)];
    }

    /* What is not seen is not meant: the window learns which sites are hidden, and whether plots are drawn. */
    _ask(corners) {
      const { sites, plots, send } = this.told;
      const ring = corners.map((point) => this.map.containerPointToLatLng(point)).map((p) => [p.lng, p.lat]);
      const unseen = [...sites.sites.values()].filter((site) => !sites.isVisible(site)).map((site) => site.id);
      send({ type: "area", ring, unseen, has_plots: plots.isDrawn() });
    }

    /* --- what is seen --------------------------------------------------------------------- */

    draw() {
      this.svg.replaceChildren();
      this.marks.replaceChildren();
      this._drawFound();
      if (this.trace && this.trace.length > 1) {
        const d = "M" + this._corners().map((each) => this.map.containerPointToLayerPoint(each)).map((p) => p.x + " " + p.y).join("L") + "Z";
        node("path", { d, class: "dm-area-trace" }, this.svg);
      }
    }

    /* One path for all of a kind: thousands of them are drawn again after every move. */
    _drawFound() {
      const outlines = [];
      for (const id of this.found.ids) {
        const site = this.told.sites.sites.get(id);
        if (site && site.path._path && this.told.sites.isVisible(site)) {
          const point = this.map.latLngToLayerPoint(site.anchor);
          const isSmall = site.path.isSymbol() || site.path.sizePx() < SMALL_PX;
          outlines.push(isSmall ? shapePath("circle", point.x, point.y, MARK_PX) : site.path._path.getAttribute("d"));
        }
      }
      this._outline(outlines, this.marks);
      if (this.found.plots.length && this.told.plots.isDrawn()) {
        const corner = this.map.containerPointToLayerPoint([0, 0]);
        const group = node("g", { transform: "translate(" + corner.x + " " + corner.y + ")" }, this.marks);
        this._outline(this.told.plots.outlines(this.found.plots), group);
      }
    }

    _outline(paths, parent) {
      const d = paths.join("");
      if (d) {
        node("path", { d, class: "dm-area-found-under" }, parent);
        node("path", { d, class: "dm-area-found" }, parent);
      }
    }
  }

  window.DrentsArea = { AreaTool };
})();
