// Draws core/static/core/world.svg: every country as a path `c-<iso>` in lower case.
//
//   cd docs/world && npm install world-atlas@2.0.2 topojson-client topojson-simplify d3-geo
//   node draw.mjs > ../../core/static/core/world.svg
//
// The shapes are Natural Earth's (public domain), at 1:50 million, made simpler until the whole map
// is as small as a photograph; what becomes smaller than a point is drawn as a square. Areas
// without an ISO code are drawn as land only. Borders say nothing on the status of a territory.
import { readFileSync } from "node:fs";
import { feature } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";
import { geoNaturalEarth1, geoPath, geoCentroid } from "d3-geo";

const WIDTH = 1000;
const LEAST_AREA = 3; // of a triangle that is kept, in square units of the drawing
const POINT = 4;

// ISO 3166-1 numeric to alpha-2: world-atlas knows the numbers only.
const ISO = JSON.parse(readFileSync(new URL("iso_numbers.json", import.meta.url)));

const atlas = JSON.parse(readFileSync("node_modules/world-atlas/countries-50m.json"));
// core/world.py puts points on the drawing by the same projection.
const projection = geoNaturalEarth1().fitWidth(WIDTH, { type: "Sphere" });
const project = ([x, y]) => projection([x, y]);

// Weighed as it is drawn, so that "simple" means the same everywhere on the map.
const weight = (triangle) => {
  const [[ax, ay], [bx, by], [cx, cy]] = triangle.map(project);
  return Math.abs((ax - cx) * (by - ay) - (ax - bx) * (cy - ay)) / 2;
};
const simple = simplify(presimplify(atlas, weight), LEAST_AREA);
const outline = geoPath(projection).digits(2); // cuts what crosses the date line

const ring = (text) => {
  const points = text.split("L").map((pair) => pair.split(",").map((n) => Math.round(+n)));
  let [px, py] = points[0], steps = [];
  const start = `M${px} ${py}l`;
  for (const [x, y] of points.slice(1)) {
    if (x === px && y === py) continue;
    steps.push(`${x - px} ${y - py}`);
    [px, py] = [x, y];
  }
  return steps.length < 2 ? "" : `${start}${steps.join(" ")}z`.replaceAll(" -", "-");
};
const draw = (shape) => (outline(shape) ?? "").split(/[MZ]/).filter(Boolean).map(ring).join("");

const paths = [];
const drawn = new Set();
for (const [index, country] of simple.objects.countries.geometries.entries()) {
  const name = country.properties.name;
  if (name === "Antarctica") continue;
  let d = draw(feature(simple, country));
  if (!d) {
    const whole = feature(atlas, atlas.objects.countries.geometries[index]);
    const [x, y] = project(geoCentroid(whole)).map(Math.round);
    d = `M${x} ${y}h${POINT}v-${POINT}h-${POINT}z`;
  }
  // Its islands far off have the number of the country, too: the first is the country.
  const iso = drawn.has(country.id) ? "" : ISO[country.id];
  drawn.add(country.id);
  paths.push(`<path ${iso ? `id="c-${iso}" ` : ""}d="${d}"/>`);
}
const map = `<g id="world">${paths.join("")}</g>`;
console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 40 ${WIDTH} 440">${map}</svg>`);
