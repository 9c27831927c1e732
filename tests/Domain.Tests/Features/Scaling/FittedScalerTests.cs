using System.Text.Json;
using ServerlessTraining.Domain.Features;
using ServerlessTraining.Domain.Features.Scaling;

namespace ServerlessTraining.Domain.Tests.Features.Scaling;

public sealed class FittedScalerTests
{
    private static readonly FeatureMatrix Matrix = new(["a", "b"], [0, 0, 1, 10, 2, 30, 3, 50], 1);

    [Fact]
    public void Transform_Matrix_ScalesEveryUsableRow()
    {
        FittedScaler fitted = Scalers.MinMax.Fit(Matrix, new RowRange(1, 3));

        FeatureMatrix scaled = fitted.Transform(Matrix);

        Assert.Equal([0, 0, 1, 1, 2, 2], scaled.Rows(1..));
        Assert.Equal(Matrix.Names, scaled.Names);
        Assert.Equal((1, 4), (scaled.WarmUp, scaled.RowCount));
        Assert.Equal([1, 10], Matrix.Row(1));
        Assert.Equal([new RowRange(1, 3)], fitted.FittedRows);
    }

    [Fact]
    public void TransformRows_OneRow_EqualsTheMatrixToTheBit()
    {
        FittedScaler fitted = Scalers.Standard.Fit(Matrix, new RowRange(1, 4));
        double[] row = [3, 50];

        fitted.TransformRows(row);

        Assert.Equal(fitted.Transform(Matrix).Row(3), row);
    }

    [Fact]
    public void TransformRows_HalfARow_IsRefused() => Assert.Equal(
        "The rows to scale must have 2 values each, but there are 3 values, which 2 does not divide.",
        Assert.Throws<ServerlessTrainingException>(() => Scalers.None.Fit(Matrix, new RowRange(1, 4)).TransformRows(new double[3])).Message);

    [Fact]
    public void Transform_OtherFeatures_SaysWhich()
    {
        FittedScaler fitted = Scalers.None.Fit(Matrix, new RowRange(1, 4));

        Assert.Equal(
            "The scaler was fitted on 2 other features than the 3 of the matrix (missing: b; not known to the scaler: c, d). " +
            "Use the feature system, encoder and timeframes that it was fitted with.",
            Refusal("a", "c", "d"));
        Assert.Equal(
            "The scaler was fitted on 2 other features than the 2 of the matrix (they are the same in another order). " +
            "Use the feature system, encoder and timeframes that it was fitted with.",
            Refusal("b", "a"));

        string Refusal(params string[] names) => Assert.Throws<ServerlessTrainingException>(() => fitted.Transform(new FeatureMatrix(names, new double[names.Length], 0))).Message;
    }

    [Fact]
    public void Json_ThereAndBack_TransformsToTheSameBits()
    {
        FittedScaler fitted = Scalers.Robust.Fit(Matrix, new RowRange(1, 4));

        string json = JsonSerializer.Serialize(fitted);
        FittedScaler read = JsonSerializer.Deserialize<FittedScaler>(json)!;

        Assert.Equal(fitted.Transform(Matrix).Rows(1..), read.Transform(Matrix).Rows(1..));
        Assert.Equal("""{"Kind":"robust","FeatureNames":["a","b"],"Center":[2,30],"Scale":[1,20],"FittedRows":[{"First":1,"End":4}]}""", json);
    }

    [Fact]
    public void Constructor_BrokenState_ReportsAllAtOnce() => Assert.Equal(
        "The state of a standard scaler is wrong: 2 features have 2 centers and 1 scales; the center of b must be finite, but is NaN; the scale of a must be above 0, but is 0. " +
        "Fit the scaler again, or take the file from a copy.",
        Assert.Throws<ServerlessTrainingException>(() => new FittedScaler("standard", ["a", "b"], [0, double.NaN], [0], [])).Message);
}
