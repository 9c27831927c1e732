using ServerlessTraining.Domain.Presets;

namespace ServerlessTraining.Domain.Tests.Presets;

public sealed class ArchitectureNamesTests
{
    private const string Allowed = ", allowed are lower-case letters and digits in parts that begin with a letter, joined by '_', as in my_model";

    [Theory]
    [InlineData("lstm2head", "LSTM2Head")]
    [InlineData("lightgbm", "LightGBM")]
    [InlineData("xgboost", "XGBoost")]
    [InlineData("random_forest", "RandomForest")]
    [InlineData("gradient_boosting", "GradientBoosting")]
    [InlineData("linear_regression", "LinearRegression")]
    [InlineData("ridge", "Ridge")]
    [InlineData("lasso", "Lasso")]
    [InlineData("elasticnet", "ElasticNet")]
    public void WordOf_ModelTypeOfTheProduct_IsInTheTableBothWays(string type, string word)
    {
        Assert.Equal(word, ArchitectureNames.Default.WordOf(type));
        Assert.Equal(type, ArchitectureNames.Default.ModelTypeOf(word));
    }

    [Fact]
    public void ModelTypes_OfTheDefault_AreTheNineOfTheProduct() => Assert.Equal(9, ArchitectureNames.Default.ModelTypes.Count);

    [Fact]
    public void With_OwnModelType_GetsPascalCase()
    {
        ArchitectureNames names = ArchitectureNames.Default.With(["my_temporal_net2"]);

        Assert.Equal("MyTemporalNet2", names.WordOf("my_temporal_net2"));
        Assert.Equal("my_temporal_net2", names.ModelTypeOf("MyTemporalNet2"));
        Assert.Equal("LightGBM", names.WordOf("lightgbm"));
    }

    [Fact]
    public void With_BadOrAmbiguousNames_ReportsAllAtOnce()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(
            () => ArchitectureNames.Default.With(["light_gbm", "My", "a_2b", "my_net", "mynet", "ridge", "my_net"]));

        Assert.Equal(
            "The model types cannot be named: "
            + "'light_gbm' would be LightGbm in preset names, which is LightGBM of 'lightgbm' but for upper and lower case: choose another name; "
            + $"'My' is not a name for a model type{Allowed}; "
            + $"'a_2b' is not a name for a model type{Allowed}; "
            + "'mynet' would be Mynet in preset names, which is MyNet of 'my_net' but for upper and lower case: choose another name; "
            + "'ridge' is there already; 'my_net' is there already.",
            error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a__b")]
    [InlineData("_a")]
    [InlineData("a_")]
    [InlineData("é")]
    public void With_NameThatWouldNotComeBack_IsRefused(string type) =>
        Assert.Throws<ServerlessTrainingException>(() => ArchitectureNames.Default.With([type]));

    [Fact]
    public void WordOf_UnknownType_ListsTheKnown()
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => ArchitectureNames.Default.WordOf("svm"));

        Assert.Equal(
            "'svm' is not a known model type. Known are elasticnet, gradient_boosting, lasso, lightgbm, linear_regression, lstm2head, random_forest, ridge, xgboost.",
            error.Message);
    }

    [Theory]
    [InlineData("Svm")]
    [InlineData("lightgbm")]
    public void ModelTypeOf_UnknownWordOrSpelling_ListsTheKnown(string word)
    {
        ServerlessTrainingException error = Assert.Throws<ServerlessTrainingException>(() => ArchitectureNames.Default.ModelTypeOf(word));

        Assert.Equal(
            $"'{word}' is not a known architecture. Known are "
            + "ElasticNet, Ensemble, GradientBoosting, LSTM2Head, Lasso, LightGBM, LinearRegression, RandomForest, Ridge, XGBoost.",
            error.Message);
    }

    [Fact]
    public void Ensemble_HasAWordAndIsNoModelType()
    {
        Assert.Equal(ArchitectureNames.EnsembleWord, ArchitectureNames.Default.WordOf("ensemble"));
        Assert.Equal(ArchitectureNames.EnsembleType, ArchitectureNames.Default.ModelTypeOf("Ensemble"));
        Assert.DoesNotContain(ArchitectureNames.EnsembleType, ArchitectureNames.Default.ModelTypes);
        Assert.Equal("BTCUSDT_1h_mixed_Ensemble_single_h1", PresetName.Parse("BTCUSDT_1h_mixed_Ensemble_single_h1").Text);
    }
}
