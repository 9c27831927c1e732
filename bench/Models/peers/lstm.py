# One training step of the two-headed LSTM in PyTorch: prints a JSON line a shape, sequences a second at the median time.
import json
import statistics
import time

import torch

torch.manual_seed(1)
BATCH, SEQUENCE, WARM_UP, RUNS = 256, 50, 5, 15


class TwoHeads(torch.nn.Module):
    def __init__(self, inputs, hidden, layers):
        super().__init__()
        self.lstm = torch.nn.LSTM(inputs, hidden, layers, batch_first=True)
        self.direction = torch.nn.Linear(hidden, 1)
        self.change = torch.nn.Linear(hidden, 1)

    def forward(self, x):
        last = self.lstm(x)[0][:, -1]
        return self.direction(last), self.change(last)


for name, inputs, hidden, layers in (("lstm.small", 16, 64, 1), ("lstm.large", 32, 128, 2)):
    model = TwoHeads(inputs, hidden, layers)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=1e-4)
    x = torch.randn(BATCH, SEQUENCE, inputs)
    up = (torch.rand(BATCH, 1) > 0.5).float()
    change = torch.randn(BATCH, 1)
    cross_entropy = torch.nn.BCEWithLogitsLoss()
    huber = torch.nn.HuberLoss()

    def step():
        optimizer.zero_grad()
        direction, forecast = model(x)
        (cross_entropy(direction, up) + huber(forecast, change)).backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()

    for _ in range(WARM_UP):
        step()
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        step()
        times.append(time.perf_counter() - start)
    print(json.dumps({"name": name, "value": BATCH / statistics.median(times), "threads": torch.get_num_threads()}))
