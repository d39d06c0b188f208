/* What stands in the legend: every class that is on the map now, in words of the catalogue. */
(function () {
  "use strict";
  const { draw } = window.DrentsControls;
  /* Parts that belong to no layer of the panel. */
  const NO_LAYER = new Set(["cases", "fitting", "distances"]);

  class LegendContent {
    constructor(owner, card) {
      this.owner = owner;
      this.card = card;
      this.shown = null;
    }

    update() {
      if (!this.owner.theme || !this.owner.labels.title) {
        return;
      }
      const mode = this.owner.sites.mode();
      const { layerPanel } = this.owner;
      layerPanel.tellLegends((id) => this.ofLayer(id));
      /* What stands beside its layer is not told twice. */
      const sections = this._sections(mode).filter((part) => part.rows.length && !(layerPanel.isOpen() && !NO_LAYER.has(part.id)));
      const title = sections.length === 1 ? sections[0].title : this.owner.text("legend.title");
      const told = sections.map((part) => [part.id, part.rows.map((row) => [row.text, row.count])]);
      const now = JSON.stringify([title, this.owner.text("title"), this.owner.theme.name, mode, this.owner.plots.isFaded, this.owner.fitting.shown && this.owner.fitting.shown.tone, told]);
      if (now !== this.shown) {
        this.shown = now;
        /* Beside the whole province the corner above is empty; around a location the one below is. */
        this.card.root.classList.toggle("dm-legend-top", mode !== "score");
        this.card.show(title, sections);
      }
    }

    /* What colours the sites stands first: the grid takes the place of the plan, not of the score at the badges. */
    _sections(mode) {
      const { around, sites, text } = this.owner;
      const main = mode === "reasons" ? this._reasonRows() : [...this._scoreRows(mode), ...this._otherRows(mode)];
      const grid = sites.gridSide ? around.gridRows(sites.gridStates(), draw, text) : [];
      return [
        { id: "cases", title: text("cases.legend"), rows: this.owner.cases.legendRows() },
        { id: "grid", title: sites.gridSide ? text("grid.legend_" + sites.gridSide) : "", rows: grid },
        { id: "sites", title: text("legend." + mode), rows: sites.gridSide && mode === "reasons" ? [] : main },
        { id: "plots", title: text("layer.plots"), rows: this._plotRows() },
        { id: "fitting", title: text("fit.legend"), rows: this.owner.fitting.legendRows() },
        { id: "distances", title: text("distance_lines.legend"), rows: this.owner.annotations.distances.legendRows() },
        { id: "rings", title: text("rings.legend"), rows: this.owner.ringNotes.legendRows(this.owner.annotations.rings) },
        { id: "zones", title: text("layer.plan_zones"), rows: around.zoneRows(draw, text) },
        { id: "around", title: text("legend.around"), rows: around.legendRows(["hubs", "junctions", "rail_terminals", "quays", "nature"], draw, text) },
      ];
    }

    /* What one layer shows, for the panel of layers. */
    ofLayer(id) {
      const { around, sites, annotations, text } = this.owner;
      const mode = sites.mode();
      const told = {
        match: () => (mode === "reasons" ? this._reasonRows() : mode === "score" ? [...this._scoreRows(mode), ...this._checkRows()] : []),
        parks: () => (sites.gridSide ? around.gridRows(sites.gridStates(), draw, text) : mode === "none" ? [...this._planRows(), ...this._vanishedRows()] : this._vanishedRows()),
        premises: () => this._premisesRows(),
        plots: () => this._plotRows(),
        rings: () => this.owner.ringNotes.legendRows(annotations.rings),
        plan_zones: () => around.zoneRows(draw, text),
      }[id];
      return told ? told() : around.has(id) ? around.legendRows([id], draw, text) : this._baseRows(id);
    }

    /* The ground needs no words of its own: its sample stands at the name of the layer. */
    _baseRows(id) {
      const { base, strokes } = this.owner.theme;
      const line = (colour, width, dash) => draw.line(colour, width, dash ? dash.join(" ") : "none");
      const drawn = {
        municipalities: line(base.municipality_border, 1.4, strokes.municipality.dash),
        roads: (svg) => [["casing", 4.4], ["fill", 2.8]].forEach(([part, width]) => line(base["motorway_" + part], width)(svg)),
        water: draw.area(base.water, base.water, 0),
        places: draw.area(base.settlement, base.municipality_border, 0.6),
      }[id];
      return drawn ? [{ draw: drawn, text: this.owner.text("layer." + id) }] : [];
    }

    _scoreRows(mode) {
      return (mode === "score" ? this.owner.theme.score : []).map((each) => ({
        draw: draw.area(each.fill, each.stroke, each.stroke_width), text: this.owner.text("score." + each.id),
      }));
    }

    _otherRows(mode) {
      /* Where the sites wear the state of the grid, nothing of plan or check is drawn on them. */
      const own = this.owner.sites.gridSide ? [] : [...(mode === "score" ? this._checkRows() : this._planRows()), ...this._vanishedRows()];
      return [...own, ...this._premisesRows()];
    }

    _checkRows() {
      const { theme, sites, text } = this.owner;
      const first = theme.score.find((each) => each.id === "60_70") || theme.score[0];
      return [
        { draw: draw.area(sites.patterns[first.id], first.stroke, first.stroke_width), text: text("check") },
        { draw: draw.area(theme.excluded.fill, theme.excluded.stroke, theme.excluded.stroke_width), text: text("excluded") },
      ];
    }

    _planRows() {
      const parks = this.owner.sites.inView().filter((site) => site.kind === "park" && !site.vanished);
      return ["hard", "soft", "unknown"].filter((plan) => parks.some((site) => site.plan === plan)).map((plan) => {
        const style = this.owner.theme.plain[plan];
        return { draw: draw.area(style.fill, style.stroke, style.stroke_width, style.dash), text: this.owner.text("plan." + plan) };
      });
    }

    _vanishedRows() {
      const style = this.owner.theme.around.vanished;
      return this.owner.sites.inView().some((site) => site.vanished) && !this.owner.sites.gridSide
        ? [{ draw: draw.area(style.fill, style.stroke, style.stroke_width, style.dash), text: this.owner.text("vanished") }]
        : [];
    }

    _premisesRows() {
      const { theme, sites, text } = this.owner;
      return sites.inView().some((site) => site.kind === "premises")
        ? [{ draw: draw.shape("diamond", "transparent", theme.symbol_stroke, theme.premises.stroke_width), text: text("premises") }]
        : [];
    }

    _reasonRows() {
      const counts = {};
      for (const site of this.owner.sites.sites.values()) {
        const why = site.candidate ? "fits" : site.excluded ? site.excluded.why : null;
        const shown = why && (this.owner.theme.reasons.some((each) => each.id === why) ? why : "other");
        counts[shown] = (counts[shown] || 0) + 1;
      }
      return this.owner.theme.reasons.filter((each) => counts[each.id]).map((each) => {
        const isCross = each.shape === "cross";
        return {
          draw: draw.shape(each.shape, isCross ? "none" : each.fill, isCross ? each.stroke : this.owner.theme.symbol_stroke, isCross ? 1.8 : 1),
          text: this.owner.text("reason." + each.id), count: this.owner.number(counts[each.id], 0),
        };
      });
    }

    _plotRows() {
      return this.owner.plots.isDrawn()
        ? this.owner.theme.plots.filter((each) => this.owner.plots.inView.has(each.id)).map((each) => ({
            draw: (svg) => this.owner.plots.swatch(each, svg), text: this.owner.text("plot." + each.id),
          }))
        : [];
    }
  }

  window.DrentsLegendContent = LegendContent;
})();
