/* Parks and premises: one SVG path per site, restyled in place; the page is never built again. */
(function () {
  "use strict";
  const { node, shapePath, hatch } = window.DrentsSymbols;

  /* So many are laid in order of rank while a weight moves. */
  const FIRST_ON_TOP = 60;

  /* A polygon that draws a symbol instead of itself where it is too small to be seen, or has a shape. */
  const SitePath = L.Polygon.extend({
    initialize: function (site, options) {
      this.site = site;
      this.look = {};
      L.Polygon.prototype.initialize.call(this, site.latlngs, options);
    },
    anchorPoint: function () {
      return this._map.latLngToLayerPoint(this.site.anchor);
    },
    sizePx: function () {
      const size = this._rawPxBounds && this._rawPxBounds.isValid() ? this._rawPxBounds.getSize() : { x: 0, y: 0 };
      return Math.max(size.x, size.y);
    },
    isSymbol: function () {
      return Boolean(this.look.shape) || this.site.isPoint || this.sizePx() < this.look.minimum_px;
    },
    _updatePath: function () {
      if (!this.isSymbol()) {
        L.Polygon.prototype._updatePath.call(this);
        return;
      }
      const point = this.anchorPoint();
      const shape = this.look.shape || this.site.symbol;
      this._renderer._setPath(this, shapePath(shape, point.x, point.y, this.look.radius));
    },
  });

  class SiteLayer {
    constructor(map, onClick) {
      this.map = map;
      this.onClick = onClick;
      this.sites = new Map();
      this.result = { mode: "none", candidates: [], excluded: [] };
      this.ranked = [];
      this.followed = null;
      this.rowIds = [];
      this.rowSites = [];
      this.filter = null;
      this.renderers = {};
      for (const name of ["sites", "premises"]) {
        map.createPane(name);
        this.renderers[name] = L.svg({ pane: name, padding: 0.3 });
      }
      this.isMatchShown = true;
      this.group = L.layerGroup([]).addTo(map);
      this.hiddenKinds = new Set();
      this.hiddenPlans = new Set();
      this.gridSide = null;
    }

    load(collection) {
      this.group.clearLayers();
      this.sites.clear();
      for (const feature of collection.features) {
        const site = this._site(feature);
        this.sites.set(site.id, site);
      }
      if (this.followed) {
        this.follow({ ...this.followed, ids: this.rowIds });
        this.tell(this.told);
      } else {
        this.setResult(this.result);
      }
    }

    _site(feature) {
      const properties = feature.properties;
      const geometry = feature.geometry;
      const isPoint = geometry.type === "Point";
      const anchor = L.latLng(properties.anchor[1], properties.anchor[0]);
      const depth = geometry.type === "MultiPolygon" ? 2 : 1;
      const site = {
        id: properties.id, name: properties.name, place: properties.place, kind: properties.kind, plan: properties.plan,
        grid_demand: properties.grid_demand, grid_generation: properties.grid_generation, grid_year: properties.grid_year, vanished: properties.vanished,
        isPoint, anchor, symbol: properties.kind === "premises" ? "diamond" : "circle",
        latlngs: isPoint ? [anchor] : L.GeoJSON.coordsToLatLngs(geometry.coordinates, depth),
      };
      const pane = site.kind === "premises" ? "premises" : "sites";
      site.path = new SitePath(site, { pane, renderer: this.renderers[pane], bubblingMouseEvents: false, smoothFactor: 0.6 });
      site.path.on("click", (event) => this.onClick(event, site));
      this.group.addLayer(site.path);
      return site;
    }

    setTheme(theme) {
      this.theme = theme;
      this._patterns();
      this.restyle();
    }

    /* One pattern per score class; kept in a drawing of its own, so that legend and map share it. */
    _patterns() {
      if (this.defsHost) {
        this.defsHost.remove();
      }
      this.defsHost = node("svg", { width: 0, height: 0, "aria-hidden": "true", class: "dm-defs" });
      const defs = node("defs", {}, this.defsHost);
      this.patterns = {};
      for (const each of this.theme.score) {
        this.patterns[each.id] = hatch(defs, "dm-check-" + each.id, each.fill, each.hatch);
      }
      this.map.getContainer().appendChild(this.defsHost);
    }

    /* A match without words: what changed since the last one is restyled, the best lie on top at once. */
    follow(message) {
      if (message.ids.length) {
        this.rowIds = message.ids;
        this.rowSites = message.ids.map((id) => this.sites.get(id));
      }
      this.followed = message;
      this.told = null;
      this.result = { mode: message.mode };
      const before = new Set(message.ids.length ? [] : this.ranked);
      for (const site of this.sites.values()) {
        site.candidate = null;
        site.excluded = null;
      }
      this.ranked = [];
      message.ranked.forEach((row, at) => {
        const site = this.rowSites[row];
        if (site) {
          site.candidate = { id: site.id, rank: at + 1, cls: message.class_ids[message.classes[at]], check: message.checks[at] === "1", score: "", span: "", reason: "" };
          this.ranked.push(site);
        }
      });
      this.rowSites.forEach((site, row) => {
        if (site && !site.candidate) {
          site.excluded = { id: site.id, why: message.reason_ids[message.whys[row]], reason: "" };
        }
      });
      /* What comes in lies over what fell off; of the rest only the best are laid in order while a weight moves. */
      if (before.size) {
        this.ranked.filter((site) => !before.has(site)).reverse().forEach((site) => site.path.bringToFront());
      }
      this.restyle(before.size ? FIRST_ON_TOP : Infinity);
    }

    /* The words of the match that was followed last, already written as this place writes numbers. */
    tell(told) {
      this.told = told;
      if (!told || !this.followed) {
        return;
      }
      this.followed.ranked.forEach((row, at) => {
        const site = this.rowSites[row];
        if (site && site.candidate) {
          const [low, point, high] = told.tenths.map((each) => told.write(each[at]));
          Object.assign(site.candidate, { score: point, span: low + "\u2009\u2013\u2009" + high, reason: told.reasons[site.id] || "" });
        }
      });
      for (const site of this.rowSites) {
        if (site && site.excluded) {
          site.excluded.reason = told.reasons[site.id] || "";
        }
      }
    }

    setResult(result) {
      this.followed = null;
      this.result = result;
      for (const site of this.sites.values()) {
        site.candidate = null;
        site.excluded = null;
      }
      this.ranked = [];
      for (const candidate of result.candidates) {
        const site = this.sites.get(candidate.id);
        if (site) {
          site.candidate = candidate;
          this.ranked.push(site);
        }
      }
      for (const excluded of result.excluded) {
        const site = this.sites.get(excluded.id);
        if (site) {
          site.excluded = excluded;
        }
      }
      this.ranked.sort((a, b) => a.candidate.rank - b.candidate.rank);
      this.restyle();
    }

    setFilter(ids) {
      this.filter = ids === null ? null : new Set(ids);
      this.restyle();
    }

    bounds() {
      const anchors = [...this.sites.values()].map((site) => site.anchor);
      return anchors.length ? L.latLngBounds(anchors) : null;
    }

    showKind(kind, visible) {
      this.hiddenKinds[visible ? "delete" : "add"](kind);
      this.restyle();
    }

    showPlan(plan, visible) {
      this.hiddenPlans[visible ? "delete" : "add"](plan);
      this.restyle();
    }

    /* Without it the sites are as they were before the match: what they are, not how they came out. */
    showMatch(isShown) {
      this.isMatchShown = isShown;
      this.restyle();
    }

    mode() {
      return this.isMatchShown ? this.result.mode : "none";
    }

    /* Colours the sites by the state of the grid at their postcode: "demand", "generation" or not at all. */
    colourByGrid(side, classes, patterns) {
      this.gridSide = side;
      this.gridClasses = classes;
      this.gridPatterns = patterns;
      this.restyle();
    }

    gridStyle(site) {
      const state = site["grid_" + this.gridSide] || "unknown";
      return this.gridClasses.find((each) => each.id === state);
    }

    /* The states that the sites in view wear. */
    gridStates() {
      return new Set(this.inView().map((site) => this.gridStyle(site).id));
    }

    inView() {
      const view = this.map.getBounds();
      return [...this.sites.values()].filter((site) => this.isVisible(site) && view.intersects(site.path.getBounds()));
    }

    /* Where plots are drawn they keep their own fill: the state is a band round the park, and a badge with its word. */
    setBands(isOn) {
      if (isOn !== Boolean(this.hasBands)) {
        this.hasBands = isOn;
        this.restyle();
      }
    }

    _gridLook(site, look) {
      const style = this.gridStyle(site);
      const state = style.id;
      if (this.hasBands && site.kind === "park" && !site.isPoint) {
        const band = { stroke: style.hatch ? this.gridPatterns[state] : style.stroke, width: style.hatch ? 7 : 3 };
        return { ...look, ...band, fill: this.theme.plain.soft.fill, dash: style.dash, key: "grid:" + state };
      }
      return {
        ...look, radius: site.kind === "premises" ? look.radius + 1 : 6, fill: this.gridPatterns[state], stroke: style.stroke, width: style.stroke_width,
        dash: style.dash, key: "grid:" + state,
      };
    }

    isVisible(site) {
      if (site.kind === "park" && this.hiddenPlans.has(site.plan)) {
        return false;
      }
      if (this.hiddenKinds.has(site.kind) || (this.isMatchShown && site.excluded && this.hiddenKinds.has("excluded"))) {
        return false;
      }
      return this.filter === null || this.filter.has(site.id);
    }

    _look(site) {
      const theme = this.theme;
      const minimum = theme.minimum_symbol;
      const premises = site.kind === "premises";
      const radius = premises ? theme.premises.size / 2.6 : minimum.radius;
      const look = { minimum_px: minimum.polygon_below_px, radius, shape: null };
      if (this.gridSide) {
        return this._gridLook(site, look);
      }
      if (this.mode() === "reasons" && (site.candidate || site.excluded)) {
        const why = site.candidate ? "fits" : site.excluded.why;
        const reason = theme.reasons.find((each) => each.id === why) || theme.reasons.find((each) => each.id === "other");
        const isCross = reason.shape === "cross";
        return {
          ...look, shape: reason.shape, radius: isCross ? 3.6 : 4.6, fill: isCross ? "none" : reason.fill,
          stroke: isCross ? reason.stroke : theme.symbol_stroke, width: isCross ? 1.8 : 1, key: "reason:" + reason.id,
        };
      }
      if (this.isMatchShown && site.candidate) {
        const style = theme.score.find((each) => each.id === site.candidate.cls);
        const fill = site.candidate.check ? this.patterns[style.id] : style.fill;
        return {
          ...look, radius: premises ? radius : minimum.radius + 1.4, fill, stroke: style.stroke,
          dash: this._outline(site), width: premises ? theme.premises.stroke_width : style.stroke_width, key: style.id + (site.candidate.check ? "*" : ""),
        };
      }
      const isOut = this.isMatchShown && site.excluded;
      const rest = isOut || this.mode() !== "none" ? theme.excluded : theme.plain[site.plan] || theme.plain.hard;
      return { ...look, fill: rest.fill, stroke: rest.stroke, width: rest.stroke_width, dash: this._outline(site) || rest.dash, key: isOut ? "excluded" : "plain" };
    }

    /* Soft supply is dashed under every colour, and so is what its source no longer delivers. */
    _outline(site) {
      return site.vanished ? this.theme.around.vanished.dash : site.plan === "soft" ? this.theme.plain.soft.dash : null;
    }

    /* Only what changed is touched; 3,744 sites in place cost a fraction of a new page. */
    restyle(onTop = Infinity) {
      if (!this.theme) {
        return;
      }
      for (const site of this.sites.values()) {
        const look = this._look(site);
        const path = site.path;
        const before = path.look;
        const reshaped = before.shape !== look.shape || before.radius !== look.radius || before.minimum_px === undefined;
        const recoloured = before.fill !== look.fill || before.stroke !== look.stroke || before.width !== look.width || before.dash !== look.dash;
        path.look = look;
        if (recoloured) {
          path.setStyle({ fill: true, fillOpacity: 1, fillColor: look.fill, color: look.stroke, weight: look.width, opacity: 1, dashArray: look.dash || null });
        }
        if (reshaped && path._path) {
          path._updatePath();
        }
        const visible = this.isVisible(site);
        if (site.shown !== visible && path._path) {
          path._path.style.display = visible ? "" : "none";
          site.shown = visible;
        }
      }
      this._stack(onTop);
    }

    /* The best lie over the rest, the first one highest. */
    _stack(count) {
      for (let at = Math.min(count, this.ranked.length) - 1; at >= 0; at -= 1) {
        this.ranked[at].path.bringToFront();
      }
    }

    /* The site whose symbol is nearest to a point of the container, within reach; small symbols stay clickable. */
    nearest(containerPoint, reachPx) {
      let best = null;
      let bestDistance = reachPx;
      for (const site of this.sites.values()) {
        if (!this.isVisible(site) || !site.path._map) {
          continue;
        }
        const distance = this.map.latLngToContainerPoint(site.anchor).distanceTo(containerPoint);
        if (distance < bestDistance) {
          best = site;
          bestDistance = distance;
        }
      }
      return best;
    }
  }

  window.DrentsSiteLayer = SiteLayer;
})();
