/* What fits on the ground: offered plots as one outline, the free strip, the building true to scale, in words.
   While a building is tried by hand, clicks choose plots and Escape ends it. */
(function () {
  "use strict";
  const { element, draw } = window.DrentsControls;
  const { node } = window.DrentsSymbols;
  const { textWidth } = window.DrentsPlacing;
  const { distanceM } = window.DrentsMeasure;
  const REACH_PX = 7;
  /* Below this an outline is only a dot, and the card offers to come near. */
  const FAR_PX = 90;

  class FittingLayer {
    /* told: { text, send, plotAt(point), look(bounds, above), here(), back(place) } */
    constructor(map, told) {
      Object.assign(this, { map, told, shown: null });
      const pane = map.createPane("fitting");
      pane.style.zIndex = 632;
      pane.style.pointerEvents = "none";
      this.svg = node("svg", { class: "dm-fitting leaflet-zoom-hide", "aria-hidden": "true" }, pane);
      this.card = element("section", "dm-fit-card dm-blocks dm-card", map.getContainer());
      this.card.setAttribute("role", "status");
      this.title = element("div", "dm-fit-title", this.card);
      this.body = element("div", "dm-fit-lines", this.card);
      this.foot = element("div", "dm-fit-foot", this.card);
      this.hint = element("span", "dm-fit-hint", this.foot);
      this.near = this._button("dm-fit-near", () => this.look());
      this.end = this._button("dm-fit-end", () => this._end());
      this.card.hidden = true;
      L.DomEvent.disableClickPropagation(this.card);
      L.DomEvent.disableScrollPropagation(this.card);
      map.on("moveend viewreset resize", () => this.draw());
    }

    _button(name, act) {
      const made = element("button", "dm-drawbar-button " + name, this.foot);
      made.type = "button";
      made.addEventListener("click", act);
      return made;
    }

    get isTrial() {
      return Boolean(this.shown && this.shown.is_trial);
    }

    show(message) {
      const wasTrial = this.isTrial;
      this.shown = message.title ? message : null;
      if (this.isTrial !== wasTrial) {
        this._goOrComeBack();
      }
      this.map.getContainer().classList.toggle("dm-is-trying", this.isTrial);
      this._fillCard();
      if (this.shown && message.fit && message.view.length) {
        this.look();
      }
      this.draw();
    }

    setTexts() {
      this._fillCard();
    }

    /* A trial looks from near by; what comes after it is seen again from where the map was. */
    _goOrComeBack() {
      const { here, back } = this.told;
      if (this.isTrial) {
        this.before = here();
        return;
      }
      back(this.before);
    }

    look() {
      /* Near by the card tells all, and is as high as that. */
      this.body.classList.remove("dm-fit-far");
      this.told.look(L.latLngBounds(this.shown.view.map((p) => L.latLng(p[1], p[0]))), this.card.offsetHeight);
    }

    _fillCard() {
      const { text } = this.told;
      this.card.hidden = !this.shown;
      if (!this.shown) {
        return;
      }
      this.card.classList.toggle("dm-fit-small", Boolean(this.shown.is_small));
      this.title.textContent = this.shown.title;
      this.body.replaceChildren();
      if (this.shown.outcome) {
        element("div", "dm-fit-outcome dm-fit-" + this.shown.tone, this.body, this.shown.outcome);
      }
      (this.shown.is_small ? [] : this.shown.lines).forEach((line) => element("div", "dm-hover-line", this.body, line));
      this.hint.textContent = this.isTrial ? text("fit.trial") : "";
      this.near.textContent = text("fit.near");
      this.end.textContent = text("fit.end");
      this.end.hidden = !this.isTrial;
      this._offerNear();
    }

    _offerNear() {
      this.near.hidden = !this.shown || !this.shown.view.length || (this._sizePx() > FAR_PX && this._isInView());
      this.foot.hidden = this.near.hidden && !this.isTrial;
      /* From afar the card leaves room to the map: the rest is told near by. */
      this.body.classList.toggle("dm-fit-far", !this.near.hidden && !this.isTrial);
      this.card.classList.toggle("dm-fit-bare", !this.near.hidden && !this.isTrial && !this.shown.outcome);
    }

    _isInView() {
      return this.map.getBounds().contains(L.latLngBounds(this.shown.view.map((p) => L.latLng(p[1], p[0]))).getCenter());
    }

    _sizePx() {
      const [low, high] = this.shown.view.map((p) => this.map.latLngToLayerPoint([p[1], p[0]]));
      return Math.max(Math.abs(high.x - low.x), Math.abs(high.y - low.y));
    }

    /* --- what a person does ----------------------------------------------------------- */

    /* Whether a click was for the trial: it takes a plot in, or lets it go. */
    click(event) {
      if (!this.isTrial) {
        return false;
      }
      const plot = this.told.plotAt(event.containerPoint);
      if (plot) {
        const { ids } = this.shown;
        const chosen = ids.includes(plot.id) ? ids.filter((id) => id !== plot.id) : [...ids, plot.id];
        /* None would end it, which is what Escape does. */
        if (chosen.length) {
          this.told.send({ type: "tried", ids: chosen });
        }
      }
      return true;
    }

    escape() {
      return this.isTrial && this._end();
    }

    _end() {
      this.told.send({ type: "tried", ids: [] });
      return true;
    }

    /* --- what is seen ----------------------------------------------------------------- */

    _path(polygons) {
      return polygons.flat().map((ring) => "M" + ring.map((p) => this._at(p)).join("L") + "Z").join("");
    }

    _at(place) {
      const point = this.map.latLngToLayerPoint([place[1], place[0]]);
      return point.x.toFixed(1) + " " + point.y.toFixed(1);
    }

    draw() {
      this.svg.replaceChildren();
      if (!this.shown || !this.map._loaded) {
        return;
      }
      this._offerNear();
      const { plots, outline, strip, building, tone } = this.shown;
      const add = (d, className) => d && node("path", { d, class: className, "fill-rule": "evenodd" }, this.svg);
      add(this._path(outline), "dm-fit-under");
      add(this._path(outline), "dm-fit-outline");
      if (plots.length > 1) {
        add(this._path(plots), "dm-fit-plot");
      }
      add(this._path(strip), "dm-fit-strip");
      if (building.length) {
        add(this._path([[building]]), "dm-fit-building dm-fit-building-" + tone);
        this._label(building, tone);
      }
    }

    /* In the building where it is large enough, above it where not; left out where all is a dot. */
    _label(building, tone) {
      const points = building.map((p) => this.map.latLngToLayerPoint([p[1], p[0]]));
      const [low, high] = [Math.min, Math.max].map((pick) => [pick(...points.map((p) => p.x)), pick(...points.map((p) => p.y))]);
      if (Math.max(high[0] - low[0], high[1] - low[1]) < 24) {
        return;
      }
      const width = textWidth(this.shown.label, 12, 600) + 12;
      const isInside = high[0] - low[0] > width + 16 && high[1] - low[1] > 40;
      const x = (low[0] + high[0]) / 2;
      const y = isInside ? (low[1] + high[1]) / 2 : low[1] - 13;
      const group = node("g", { class: "dm-fit-label dm-fit-label-" + tone }, this.svg);
      node("rect", { x: x - width / 2, y: y - 10, width, height: 20, rx: 3 }, group);
      node("text", { x, y: y + 4, "text-anchor": "middle" }, group).textContent = this.shown.label;
    }

    /* What the legend keeps clear of: the card, and the building where somebody came near. */
    spots() {
      if (!this.shown) {
        return [];
      }
      const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = this.card;
      const near = this.near.hidden ? this.shown.building.map((p) => this.map.latLngToContainerPoint([p[1], p[0]])) : [];
      return [L.point(left, top), L.point(left, top + height), L.point(left + width, top + height), ...near];
    }

    legendRows() {
      /* From afar nothing of it can be made out. */
      if (!this.shown || !this.shown.outline.length || this._sizePx() <= FAR_PX) {
        return [];
      }
      const { text } = this.told;
      const { strip, building, tone } = this.shown;
      const colour = tone === "largest" ? "var(--dm-trial)" : "var(--dm-accent)";
      return [
        { draw: draw.area("none", "var(--dm-text)", 2), text: text("fit.outline") },
        ...(building.length ? [{ draw: (svg) => node("rect", { x: 3, y: 3, width: 16, height: 10, class: "dm-fit-building dm-fit-building-" + tone }, svg), text: tone === "largest" ? text("fit.largest") : text("fit.fits") }] : []),
        ...(strip.length ? [{ draw: draw.ring(colour, "4 3"), text: text("fit.strip") }] : []),
      ];
    }

    state() {
      return this.shown ? {
        title: this.shown.title, tone: this.shown.tone, label: this.shown.label, ids: this.shown.ids, isTrial: this.isTrial,
        text: this.card.textContent, sidesM: this._sidesM(),
      } : null;
    }

    /* The sides as drawn, measured on the ground. */
    _sidesM() {
      const ring = this.shown.building.map((p) => L.latLng(p[1], p[0]));
      return ring.slice(0, 2).map((p, at) => distanceM(p, ring[at + 1]));
    }
  }

  /* What the rings say: the claim of each with its source, and how many that fit lie within. */
  class RingNotes {
    constructor() {
      this.notes = [];
    }

    of(ring) {
      return !ring.trial && this.notes.find((note) => note.radius_m === ring.radius_m);
    }

    legendRows(rings) {
      return (rings ? rings.rings : []).map((ring) => this.of(ring)).filter(Boolean).map((note) => ({
        draw: draw.ring("var(--dm-accent)", "7 5"), text: note.row,
        ...(note.count === null ? {} : { count: note.count }),
      }));
    }

    /* The card of the ring whose line runs past a point of the layer. */
    cardAt(rings, point) {
      for (const ring of rings ? rings.rings : []) {
        const note = this.of(ring);
        const { pixels } = ring;
        if (note && pixels && pixels.some((p, at) => L.LineUtil.pointToSegmentDistance(point, p, pixels[(at + 1) % pixels.length]) < REACH_PX)) {
          return { key: "ring" + ring.radius_m, name: ring.label, lines: note.lines };
        }
      }
      return null;
    }
  }

  /* Joins both to the map as a whole, which gives them their messages. */
  function join(owner) {
    const { map } = owner;
    owner.fitting = new FittingLayer(map, {
      text: (id) => owner.text(id), send: owner.send, plotAt: (point) => owner.plots.at(point),
      look: (bounds, above) => map.fitBounds(bounds, { paddingTopLeft: [40, above + 28], paddingBottomRight: [72, 48], animate: false }),
      here: () => ({ centre: map.getCenter(), zoom: map.getZoom(), fitted: owner.fitted }),
      back: (place) => (place.fitted ? owner._fit(place.fitted) : map.setView(place.centre, place.zoom, { animate: false })),
    });
    owner.ringNotes = new RingNotes();
    owner.on_fitting = (message) => {
      owner.fitting.show(message);
      owner._refresh();
    };
    owner.on_ring_notes = (message) => {
      owner.ringNotes.notes = message.notes;
      owner._refresh();
    };
  }

  window.DrentsFitting = { join };
})();
