/* The map as a sheet of paper: title, map, legend, scale, north arrow, sources and date, in fixed sizes. */
(function () {
  "use strict";
  const { node } = window.DrentsSymbols;
  const { element } = window.DrentsControls;
  const NORTH = "M12 2 18 21 12 17 6 21Z";

  class Sheet {
    constructor(owner) {
      this.owner = owner;
    }

    /* Map, legend and scale leave their corners for places of their own; nothing of the screen stays. */
    lay(message) {
      const { map, legend, scale, attribution, layerPanel, tools } = this.owner;
      document.documentElement.classList.add("dm-sheet");
      const page = element("div", "dm-sheet-page", document.body);
      const head = element("header", "dm-sheet-head", page);
      element("h1", "dm-sheet-title", head, message.title);
      element("p", "dm-sheet-note", head, message.note);
      const side = element("aside", "dm-sheet-side", page);
      this._north(side, message.north);
      side.append(legend.root);
      this._spread(legend);
      const foot = element("footer", "dm-sheet-foot", page);
      foot.append(scale.root);
      const lines = element("div", "dm-sheet-sources", foot);
      (this.owner.sources || []).forEach((line) => element("p", "", lines, line));
      element("p", "dm-sheet-made", foot, message.made);
      [tools.root, layerPanel.root, attribution].forEach((each) => each.remove());
      map.invalidateSize({ animate: false, pan: false });
      const [west, south, east, north] = message.bounds;
      map.fitBounds([[south, west], [north, east]], { animate: false });
    }

    /* On paper nothing unfolds, and nothing scrolls. */
    _spread(legend) {
      Object.assign(legend, { suit: () => undefined, keepClearOf: () => undefined, folded: {}, isFolded: false });
      legend._fold();
      this.owner.legendContent.shown = null;
    }

    _north(parent, word) {
      const box = element("div", "dm-sheet-north", parent);
      const drawn = node("svg", { viewBox: "0 0 24 24", width: 30, height: 30, "aria-hidden": "true" }, box);
      node("path", { d: NORTH }, drawn);
      element("span", "", box, word);
    }
  }

  window.DrentsSheet = { Sheet };
})();
