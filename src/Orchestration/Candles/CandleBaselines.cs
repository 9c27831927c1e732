namespace ServerlessTraining.Orchestration.Candles;

/// <summary>What the test would have given without a model, and what the model's rises gave, before costs.</summary>
/// <param name="BaseRate">Share of the test rows after which the price rose.</param>
/// <param name="MajorityAccuracy">Of always naming the more frequent class.</param>
/// <param name="NaiveAccuracy">Of saying that what the last bar did goes on.</param>
/// <param name="BuyAndHoldReturn">Of being in the market for the bar that each row forecasts.</param>
/// <param name="NaiveReturn">Of being in it after each bar that rose.</param>
/// <param name="ModelReturn">Of being in it after each row that the model says rises.</param>
public sealed record CandleBaselines(
    double? BaseRate, double? MajorityAccuracy, double? NaiveAccuracy, double BuyAndHoldReturn, double NaiveReturn, double ModelReturn);
