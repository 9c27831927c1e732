/** The words that a configuration is made of, as the product knows them; it refuses others by name. */
export const MODEL_TYPES = ['lightgbm', 'xgboost', 'random_forest', 'gradient_boosting', 'linear_regression', 'ridge', 'lasso', 'elasticnet', 'lstm2head'];
export const FEATURE_SYSTEMS = ['poc16', 'poc16+ma5', 'v1', 'v2'];
export const ENCODERS = ['time_delta', 'absolute', 'normalized'];
