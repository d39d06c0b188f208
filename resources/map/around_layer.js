/* What lies around sites: hubs, junctions, terminals, quays, nature and plan zones; all off until asked for. */
(function () {
  "use strict";
  const { node, shapePath, hatch } = window.DrentsSymbols;
  const RADIUS = 5.4;
  /* A smaller zone would only blot the symbol of its park. */
  const ZONE_LEAST_PX = 10;
  /* The layers of the panel, and the kind that each shows. */
  const KINDS = {
    hubs: "hub", junctions: "motorway_junction", rail_terminals: "rail_terminal", quays: "quay",
    nature: "protected_nature", plan_zones: "plan_zone",
  };

  /* A point that is drawn as a symbol of its own shape. */
  const SymbolPath = L.CircleMarker.extend({
    _updatePath: function () {
      this._renderer._setPath(this, shapePath(this.options.shape || "circle", this._point.x, this._point.y, RADIUS));
    },
  });

  class AroundLayer {
    constructor(map) {
      this.map = map;
      this.points = [];
      this.groups = {};
      this.shown = new Set();
      this.renderers = {};
      /* Each in a pane of its own, so that each has its place in the order. */
      for (const [id, kind] of Object.entries(KINDS)) {
        const pane = map.createPane("around_" + id);
        pane.style.pointerEvents = "none";
        this.renderers[kind] = L.svg({ pane: "around_" + id, padding: 0.3 });
        this.groups[kind] = L.layerGroup([]);
      }
    }

    load(collection) {
      Object.values(this.groups).forEach((group) => group.clearLayers());
      this.points = [];
      for (const feature of collection.features.filter((each) => each.properties.layer === "around")) {
        this._add(feature.properties, feature.geometry);
      }
      this.restyle();
    }

    _add(properties, geometry) {
      let made;
      const { kind } = properties;
      const options = { pane: this.renderers[kind].options.pane, renderer: this.renderers[kind], interactive: false };
      if (geometry.type === "Point") {
        const latlng = L.latLng(geometry.coordinates[1], geometry.coordinates[0]);
        made = new SymbolPath(latlng, { ...options, radius: RADIUS });
        this.points.push({ ...properties, latlng });
      } else if (geometry.type.endsWith("Polygon")) {
        const depth = geometry.type === "MultiPolygon" ? 2 : 1;
        made = L.polygon(L.GeoJSON.coordsToLatLngs(geometry.coordinates, depth), options);
      } else {
        return;
      }
      made.about = properties;
      this.groups[kind].addLayer(made);
    }

    setTheme(theme) {
      this.theme = theme.around;
      if (this.defsHost) {
        this.defsHost.remove();
      }
      this.defsHost = node("svg", { width: 0, height: 0, "aria-hidden": "true", class: "dm-defs" });
      const defs = node("defs", {}, this.defsHost);
      this.patterns = {};
      for (const each of [this.theme.nature, ...this.theme.zones, ...this.theme.grid]) {
        this.patterns[each.id] = each.hatch ? hatch(defs, "dm-around-" + each.id, each.fill, each.hatch) : each.fill;
      }
      this.map.getContainer().appendChild(this.defsHost);
      this.restyle();
    }

    _style(properties) {
      const isArea = properties.kind === "plan_zone" || properties.kind === "protected_nature";
      return isArea
        ? [this.theme.nature, ...this.theme.zones].find((each) => each.id === (properties.cls || properties.kind))
        : this.theme.landmarks.find((each) => each.id === properties.kind);
    }

    restyle() {
      if (!this.theme) {
        return;
      }
      for (const group of Object.values(this.groups)) {
        group.eachLayer((made) => {
          const style = this._style(made.about);
          made.options.shape = style.shape;
          made.setStyle({
            fill: true, fillColor: this.patterns[style.id] || style.fill || "none", fillOpacity: made.about.kind === "protected_nature" ? 0.75 : 1,
            color: style.stroke, weight: style.stroke_width, opacity: 1, dashArray: style.dash || null,
          });
        });
      }
    }

    has(id) {
      return id in KINDS;
    }

    show(id, visible) {
      this.shown[visible ? "add" : "delete"](id);
      const group = this.groups[KINDS[id]];
      if (visible) {
        group.addTo(this.map);
        this.restyle();
      } else {
        group.remove();
      }
    }

    /* The symbol nearest to a point of the container; only what is shown can be found. */
    nearest(containerPoint, reachPx) {
      const kinds = new Set([...this.shown].map((id) => KINDS[id]));
      let best = null;
      let bestDistance = reachPx;
      for (const each of this.points.filter((point) => kinds.has(point.kind))) {
        const distance = this.map.latLngToContainerPoint(each.latlng).distanceTo(containerPoint);
        if (distance < bestDistance) {
          best = each;
          bestDistance = distance;
        }
      }
      return best;
    }

    isShown(id) {
      return this.shown.has(id);
    }

    /* The zones that lie at a place; none while they are not shown. */
    zonesAt(latlng) {
      return this._zones().filter((made) => made.getBounds().contains(latlng) && this._isInside(made, latlng)).map((made) => made.about);
    }

    _zones() {
      return this.isShown("plan_zones") ? this.groups.plan_zone.getLayers().filter((made) => this._isWide(made)) : [];
    }

    _isWide(made) {
      const size = made._rawPxBounds && made._rawPxBounds.isValid() ? made._rawPxBounds.getSize() : { x: 0, y: 0 };
      return Math.max(size.x, size.y) >= ZONE_LEAST_PX;
    }

    /* Zones that are too small to be told apart wait until somebody zooms in. */
    arrive() {
      for (const made of this.isShown("plan_zones") ? this.groups.plan_zone.getLayers() : []) {
        if (made._path) {
          made._path.style.display = this._isWide(made) ? "" : "none";
        }
      }
    }

    zoneRows(draw, text) {
      const rows = this.legendRows(["plan_zones"], draw, text);
      return rows.length || !this.isShown("plan_zones") ? rows : [{ draw: () => {}, text: text("zone.zoom_in") }];
    }

    /* Even-odd over all rings, so that holes are left out. */
    _isInside(made, latlng) {
      let inside = false;
      const rings = (each) => (each.length && Array.isArray(each[0]) ? each.flatMap(rings) : [each]);
      for (const ring of rings(made.getLatLngs())) {
        for (let p = 0, q = ring.length - 1; p < ring.length; q = p, p += 1) {
          const [a, b] = [ring[p], ring[q]];
          if (a.lat > latlng.lat !== b.lat > latlng.lat && latlng.lng < ((b.lng - a.lng) * (latlng.lat - a.lat)) / (b.lat - a.lat) + a.lng) {
            inside = !inside;
          }
        }
      }
      return inside;
    }

    /* What stands written in each zone that is wide enough, and where. */
    zoneLabels() {
      return this._zones().filter((made) => made._rawPxBounds && made._rawPxBounds.isValid() && made._rawPxBounds.getSize().x > 44)
        .map((made) => ({ box: made._rawPxBounds, most: made.about.most || "", colour: this._style(made.about).stroke }));
    }

    _isInView(made) {
      const view = this.map.getBounds();
      return made.getLatLng ? view.contains(made.getLatLng()) : view.intersects(made.getBounds());
    }

    /* Every class of some layers that is in view, for the legend. */
    legendRows(ids, draw, text) {
      const rows = [];
      for (const id of ids.filter((each) => this.shown.has(each))) {
        const here = this.groups[KINDS[id]].getLayers().filter((made) => this._isInView(made) && (id !== "plan_zones" || this._isWide(made))).map((made) => this._style(made.about).id);
        const styles = [...this.theme.landmarks, this.theme.nature, ...this.theme.zones].filter((each) => here.includes(each.id));
        for (const style of styles) {
          rows.push({
            draw: style.shape
              ? draw.shape(style.shape, style.fill, style.stroke, 1)
              : draw.area(this.patterns[style.id] || "none", style.stroke, style.stroke_width, style.dash),
            text: text("around." + style.id),
          });
        }
      }
      return rows;
    }

    gridRows(states, draw, text) {
      return this.theme.grid.filter((style) => states.has(style.id)).map((style) => ({
        draw: draw.area(this.patterns[style.id], style.stroke, style.stroke_width, style.dash), text: text("grid." + style.id),
      }));
    }
  }

  window.DrentsAroundLayer = AroundLayer;
})();
