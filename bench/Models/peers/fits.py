# Fits of scikit-learn on the folds that the benchmark wrote: prints a JSON line a model, CPU seconds of all its fits.
import json
import time

import numpy
from sklearn.ensemble import RandomForestRegressor
from sklearn.linear_model import ElasticNet, Ridge

plan = json.load(open("/mnt/fits.json"))
rows, columns = plan["rows"], plan["columns"]
x = numpy.fromfile("/mnt/x.bin").reshape(rows, columns)
y = numpy.fromfile("/mnt/y.bin")

for fit in plan["fits"]:
    options = fit["options"]
    start = time.process_time()
    for first, end in fit["folds"]:
        if fit["name"] == "ridge":
            model = Ridge(alpha=options["alpha"])
        elif fit["name"] == "elasticnet":
            model = ElasticNet(alpha=options["alpha"], l1_ratio=options["l1_ratio"], precompute=True)
        else:
            model = RandomForestRegressor(
                n_estimators=options["trees"], max_leaf_nodes=options["leaves"], min_samples_leaf=options["least"],
                max_features=options["features"], max_samples=options["rows"], random_state=1, n_jobs=1)
        model.fit(x[first:end], y[first:end])
    print(json.dumps({"name": fit["name"], "value": time.process_time() - start}))
