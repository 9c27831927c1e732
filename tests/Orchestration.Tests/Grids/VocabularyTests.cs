using System.Text.Json;
using ServerlessTraining.Domain.Candles;
using ServerlessTraining.Orchestration.Grids;

namespace ServerlessTraining.Orchestration.Tests.Grids;

public sealed class VocabularyTests
{
    [Fact]
    public void BuiltIn_AsJson_HasTheRangesThatTheReaderOfOptionsHolds()
    {
        JsonElement ranges = JsonSerializer.SerializeToElement(Vocabulary.BuiltIn, ApiJson.Options).GetProperty("candle_ranges");

        Assert.Equal("""{"option":"train_years","least":0.5,"most":10,"unit":"years"}""", ranges[0].GetRawText());
        Assert.Equal(CandleOptions.Ranges, ranges.Deserialize<CandleRange[]>(ApiJson.Options));
    }
}
