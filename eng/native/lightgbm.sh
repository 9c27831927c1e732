# LightGBM: built from the source that the npm package carries, kept in the user's cache by the tarball's hash.

make_lightgbm() {
  rm -rf "$root/.native/lightgbm-examples"
  if [ -n "${ST_LIGHTGBM:-}" ]; then given_library lightgbm "$ST_LIGHTGBM" ST_LIGHTGBM; return; fi
  local kept built source work
  kept=$cache/lightgbm-cli-$(tarball_key lightgbm)-$(uname -m)
  if [ ! -e "$kept/lib_lightgbm.so" ]; then
    work=$(mktemp -d "$cache/part-lightgbm.XXXXXX")
    trap "rm -rf '$work'" EXIT
    node "$root/eng/npm/fetch.mjs" lightgbm "$work/source.tgz"
    tar xzf "$work/source.tgz" -C "$work" package/dependencies/LightGBM
    source=$work/package/dependencies/LightGBM
    # Unity: LightGBM is mostly headers; parsing them once for six files takes a quarter off the build.
    cmake -S "$source" -B "$work/build" -DCMAKE_BUILD_TYPE=Release -DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=6
    cmake --build "$work/build" --target _lightgbm lightgbm --parallel "$(nproc)"
    built=$work/keep
    mkdir "$built"
    strip --strip-unneeded -o "$built/lib_lightgbm.so" "$source/lib_lightgbm.so"
    strip --strip-unneeded -o "$built/lightgbm" "$source/lightgbm"
    cut -d. -f1-3 "$source/VERSION.txt" >"$built/version"
    keep "$built" "$kept"
  fi
  # The command line is what benchmarks compare with; nothing else uses it.
  cp "$kept/lib_lightgbm.so" "$kept/lightgbm" "$root/.native/"
  lightgbm_examples
  record lightgbm lib_lightgbm.so "$(cat "$kept/version")" built "npm lightgbm@$(tarball_version lightgbm)"
}

# LightGBM's own examples, which a test trains as their authors did. Without them set-up is whole: the test says that it skips.
lightgbm_examples() {
  local kept work from=package/dependencies/LightGBM/examples
  kept=$cache/lightgbm-examples-$(tarball_key lightgbm)
  if [ ! -d "$kept" ]; then
    work=$(mktemp -d "$cache/part-lightgbm.XXXXXX")
    npm_config_prefer_offline=true node "$root/eng/npm/fetch.mjs" lightgbm "$work/source.tgz" \
      && tar xzf "$work/source.tgz" -C "$work" "$from/binary_classification" "$from/regression" \
      && keep "$work/$from" "$kept" \
      || echo "LightGBM's examples could not be brought; the test that trains them will skip"
    rm -rf "$work"
  fi
  [ ! -d "$kept" ] || cp -r "$kept" "$root/.native/lightgbm-examples"
}
