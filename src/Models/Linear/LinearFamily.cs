namespace ServerlessTraining.Models.Linear;

/// <summary>The linear models; they differ in their penalty alone.</summary>
public enum LinearFamily
{
    /// <summary>None.</summary>
    LinearRegression,

    /// <summary>On the squares of the coefficients.</summary>
    Ridge,

    /// <summary>On the absolute coefficients, which makes most of them 0.</summary>
    Lasso,

    /// <summary>On both.</summary>
    ElasticNet,
}
