using ServerlessTraining.Domain.Features.Encoders;
using ServerlessTraining.Domain.Market;

namespace ServerlessTraining.Domain.Features.Groups;

internal sealed class LevelFeatures(FeatureEncoder encoder) : FeatureGroup(
    encoder.WarmUp, encoder.NameOf("open"), encoder.NameOf("high"), encoder.NameOf("low"), encoder.NameOf("close"), encoder.NameOf("volume"))
{
    protected override void Fill(BarSeries bars, FeatureColumns columns)
    {
        encoder.Encode(bars.Open, LevelKind.Price, columns[0]);
        encoder.Encode(bars.High, LevelKind.Price, columns[1]);
        encoder.Encode(bars.Low, LevelKind.Price, columns[2]);
        encoder.Encode(bars.Close, LevelKind.Price, columns[3]);
        encoder.Encode(bars.Volume, LevelKind.Volume, columns[4]);
    }
}
