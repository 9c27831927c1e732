using ServerlessTraining.Domain;
using ServerlessTraining.Domain.Features;

namespace ServerlessTraining.Models.Tests.Contract;

/// <summary>What no trainer ever sees, because it is refused where it is put together.</summary>
public sealed class SampleRefusalTests
{
    private readonly PlantedData data = PlantedData.WithSignal(3);

    [Fact]
    public void FeatureMatrix_NaN_IsRefusedByName()
    {
        double[] values = data.Features.Rows(..).ToArray();
        values[(100 * data.Features.ColumnCount) + 2] = double.NaN;

        string message = Assert.Throws<ServerlessTrainingException>(() => new FeatureMatrix(data.Features.Names, values, PlantedData.WarmUp)).Message;

        Assert.StartsWith($"Feature {data.Features.Names[2]} of row 100 must be a finite number, but is NaN.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_WeightThatIsNaN_IsRefusedByRow()
    {
        double[] weights = [.. Enumerable.Repeat(1.0, data.Features.RowCount)];
        weights[100] = double.NaN;

        AssertRefused(() => data.Samples(PlantedData.Fit, weights), "the weight of row 100 is NaN, but must be finite and above 0");
    }

    [Fact]
    public void Samples_InfiniteReturn_IsRefusedByRow()
    {
        data.Labels[PlantedData.Return][100] = double.PositiveInfinity;

        AssertRefused(() => data.Samples(PlantedData.Fit), "the label of return_h1 in row 100 is Infinity, but must be finite");
    }

    [Fact]
    public void Samples_DirectionOfAHalf_IsRefusedByRow()
    {
        data.Labels[PlantedData.Direction][100] = 0.5;

        AssertRefused(() => data.Samples(PlantedData.Fit), "the label of direction_h1 in row 100 is 0.5, but must be 0 or 1");
    }

    [Fact]
    public void Samples_NoRows_AreRefused() => AssertRefused(() => new Samples(data.Features, [], data.Labels), "there are no rows");

    [Fact]
    public void Samples_RowsOfTheWarmUp_AreRefused() => AssertRefused(
        () => data.Samples(new RowRange(PlantedData.WarmUp - 1, 100)), "the rows [18, 100) must lie in [19, 6000): behind the warm-up");

    private static void AssertRefused(Func<Samples> make, string fault) =>
        Assert.Contains(fault, Assert.Throws<ServerlessTrainingException>(make).Message, StringComparison.Ordinal);
}
