/* What stands in the legend: every class that is on the map now, in words of the catalogue. */
(function () {
  "use strict";
  const { draw } = window.DrentsControls;

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
      const mode = this.owner.sites.result.mode;
      const sections = this._sections(mode).filter((part) => part.rows.length);
      const title = sections.length === 1 ? sections[0].title : this.owner.text("legend.title");
      const told = sections.map((part) => [part.id, part.rows.map((row) => [row.text, row.count])]);
      const now = JSON.stringify([title, this.owner.theme.name, mode, this.owner.plots.isFaded, this.owner.fitting.shown && this.owner.fitting.shown.tone, told]);
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

    _scoreRows(mode) {
      return (mode === "score" ? this.owner.theme.score : []).map((each) => ({
        draw: draw.area(each.fill, each.stroke, each.stroke_width), text: this.owner.text("score." + each.id),
      }));
    }

    _otherRows(mode) {
      const theme = this.owner.theme;
      const rows = [];
      const { sites } = this.owner;
      const all = sites.inView();
      if (sites.gridSide) {
        /* The sites wear the state of the grid: nothing of plan or check is drawn on them. */
      } else if (mode === "score") {
        const first = theme.score.find((each) => each.id === "60_70") || theme.score[0];
        rows.push({ draw: draw.area(this.owner.sites.patterns[first.id], first.stroke, first.stroke_width), text: this.owner.text("check") });
        rows.push({ draw: draw.area(theme.excluded.fill, theme.excluded.stroke, theme.excluded.stroke_width), text: this.owner.text("excluded") });
      } else {
        for (const plan of ["hard", "soft", "unknown"].filter((each) => all.some((site) => site.kind === "park" && !site.vanished && site.plan === each))) {
          const style = theme.plain[plan];
          rows.push({ draw: draw.area(style.fill, style.stroke, style.stroke_width, style.dash), text: this.owner.text("plan." + plan) });
        }
      }
      if (all.some((site) => site.vanished) && !sites.gridSide) {
        const style = theme.around.vanished;
        rows.push({ draw: draw.area(style.fill, style.stroke, style.stroke_width, style.dash), text: this.owner.text("vanished") });
      }
      if (all.some((site) => site.kind === "premises")) {
        rows.push({ draw: draw.shape("diamond", "transparent", theme.symbol_stroke, theme.premises.stroke_width), text: this.owner.text("premises") });
      }
      return rows;
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
