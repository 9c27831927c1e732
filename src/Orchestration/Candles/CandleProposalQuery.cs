using Microsoft.AspNetCore.Http;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Domain.Market;
using ServerlessTraining.Orchestration.Http;

namespace ServerlessTraining.Orchestration.Candles;

/// <summary>For what start params are asked: a candle, and the user's own params to compare with.</summary>
/// <param name="Options">The defaults, with what the query named.</param>
public sealed record CandleProposalQuery(Symbol Symbol, Timeframe Timeframe, DateTimeOffset CandleDate, CandleOptions Options)
{
    private const string CandleName = "candle_date";

    /// <exception cref="RequestException">A parameter is wrong or missing; all of them are told.</exception>
    public static CandleProposalQuery Of(IQueryCollection parameters)
    {
        RequestQuery query = new(parameters);
        CandleOptions usual = new();
        CandleParams own = usual.Params;
        Symbol symbol = query.RequiredSymbol();
        Timeframe timeframe = query.RequiredTimeframe();
        DateTimeOffset? candle = query.Time(CandleName);
        CandleOptions options = usual with
        {
            TrainYears = query.Number("train_years", CandleOptions.LeastYears, CandleOptions.MostYears) ?? usual.TrainYears,
            Params = new CandleParams
            {
                LearningRate = query.Number("learning_rate", CandleParams.LeastLearningRate, CandleParams.MostLearningRate) ?? own.LearningRate,
                NumLeaves = query.Whole("num_leaves", CandleParams.LeastLeaves, CandleParams.MostLeaves) ?? own.NumLeaves,
                MaxDepth = query.Whole("max_depth", CandleParams.LeastDepth, CandleParams.MostDepth) ?? own.MaxDepth,
                MinChildSamples = query.Whole("min_child_samples", CandleParams.LeastChildSamples, CandleParams.MostChildSamples) ?? own.MinChildSamples,
            },
        };
        if (candle is null && !parameters.ContainsKey(CandleName)) query.Refuse(CandleName, "missing", "the open of a bar such as 2012-06-01");
        query.ThrowIfFaulty();
        return new CandleProposalQuery(symbol, timeframe, candle!.Value, options);
    }
}
