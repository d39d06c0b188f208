/* The schematic base: land, borders, water, settlements, roads. Drawn once, restyled by theme. */
(function () {
  "use strict";

  const ORDER = ["land", "water_area", "settlement", "municipality", "water_line", "province", "road_casing", "road"];

  class BaseLayer {
    constructor(map) {
      this.map = map;
      this.groups = {};
      this.labels = [];
      this.roads = [];
      ORDER.forEach((name) => {
        const pane = map.createPane("base_" + name);
        pane.style.pointerEvents = "none";
        this.groups[name] = L.layerGroup([], {}).addTo(map);
      });
      this.renderers = {};
      this.bounds = null;
    }

    _renderer(name) {
      this.renderers[name] = this.renderers[name] || L.svg({ pane: "base_" + name, padding: 0.5 });
      return this.renderers[name];
    }

    _add(name, latlngs, isLine, extra) {
      const options = { pane: "base_" + name, renderer: this._renderer(name), interactive: false, smoothFactor: name === "settlement" ? 0.2 : 1 };
      const made = isLine ? L.polyline(latlngs, options) : L.polygon(latlngs, options);
      Object.assign(made, extra || {});
      this.groups[name].addLayer(made);
      return made;
    }

    load(collection) {
      ORDER.forEach((name) => this.groups[name].clearLayers());
      this.labels = [];
      this.roads = [];
      this.bounds = null;
      for (const feature of collection.features) {
        this._feature(feature);
      }
      this.restyle();
    }

    _feature(feature) {
      const properties = feature.properties;
      const geometry = feature.geometry;
      if (properties.layer === "around") {
        return;
      }
      if (geometry.type === "Point") {
        this.labels.push({ ...properties, latlng: L.latLng(geometry.coordinates[1], geometry.coordinates[0]) });
        return;
      }
      const isLine = geometry.type.endsWith("LineString");
      const depth = { LineString: 0, MultiLineString: 1, Polygon: 1, MultiPolygon: 2 }[geometry.type];
      const latlngs = L.GeoJSON.coordsToLatLngs(geometry.coordinates, depth);
      if (properties.layer === "road") {
        this._add("road_casing", latlngs, true, { road: properties.road });
        const line = this._add("road", latlngs, true, { road: properties.road });
        this.roads.push({ line, name: properties.name, road: properties.road });
      } else if (properties.layer === "water") {
        this._add(isLine ? "water_line" : "water_area", latlngs, isLine);
      } else {
        const made = this._add(properties.layer, latlngs, isLine);
        if (properties.layer === "land") {
          this.bounds = this.bounds ? this.bounds.extend(made.getBounds()) : L.latLngBounds(made.getBounds());
        }
      }
    }

    setTheme(theme) {
      this.theme = theme;
      this.map.getContainer().style.background = theme.base.outside;
      this.restyle();
    }

    restyle() {
      if (!this.theme) {
        return;
      }
      const base = this.theme.base;
      const strokes = this.theme.strokes;
      const fill = (colour) => ({ stroke: false, fill: true, fillColor: colour, fillOpacity: 1 });
      const line = (colour, width, dash) => ({
        color: colour, weight: width, opacity: 1, fill: false, dashArray: dash ? dash.join(" ") : null,
      });
      const apply = (name, style) => this.groups[name].eachLayer((each) => each.setStyle(style));
      apply("land", fill(base.land));
      apply("water_area", fill(base.water));
      apply("water_line", line(base.water, strokes.water.width));
      apply("settlement", fill(base.settlement));
      apply("municipality", line(base.municipality_border, strokes.municipality.width, strokes.municipality.dash));
      apply("province", line(base.province_border, strokes.province.width));
      this.groups.road_casing.eachLayer((each) => each.setStyle(line(base[each.road + "_casing"], strokes[each.road].casing)));
      this.groups.road.eachLayer((each) => each.setStyle(line(base[each.road + "_fill"], strokes[each.road].fill)));
    }

    show(names, visible) {
      for (const name of names) {
        this.map.getPane("base_" + name).style.display = visible ? "" : "none";
      }
    }
  }

  window.DrentsBaseLayer = BaseLayer;
})();
