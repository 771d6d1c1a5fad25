import './base.css';
import './figure.css';
import './check.css';
